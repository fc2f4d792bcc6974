/** Everything in one JVM: what a newcomer starts with one command, and what our end-to-end tests run against. */
@NullMarked
package dev.waymark.local;

import org.jspecify.annotations.NullMarked;
