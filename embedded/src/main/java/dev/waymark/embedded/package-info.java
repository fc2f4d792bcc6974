/** What a JVM needs to run the infrastructure inside itself, for tests and for one-command starts. */
@NullMarked
package dev.waymark.embedded;

import org.jspecify.annotations.NullMarked;
