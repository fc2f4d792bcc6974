/** Ports and directories of this machine, and what to say when they cannot be had. */
@NullMarked
package dev.waymark.embedded.machine;

import org.jspecify.annotations.NullMarked;
