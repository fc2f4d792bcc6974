/** A MongoDB server for this JVM: one that runs inside it, or the machine's own as a child process. */
@NullMarked
package dev.waymark.embedded.mongo;

import org.jspecify.annotations.NullMarked;
