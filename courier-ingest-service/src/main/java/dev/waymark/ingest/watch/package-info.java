/** Keeps an ear on every courier, together with the other instances. */
@NullMarked
package dev.waymark.ingest.watch;

import org.jspecify.annotations.NullMarked;
