/** Keyed and plain hashes. */
@NullMarked
package dev.waymark.platform.crypto;

import org.jspecify.annotations.NullMarked;
