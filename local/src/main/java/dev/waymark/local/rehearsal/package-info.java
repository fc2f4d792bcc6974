/** Trying out how a courier's payloads are read, without anything running. */
@NullMarked
package dev.waymark.local.rehearsal;

import org.jspecify.annotations.NullMarked;
