/** Trying a mapping out: on a payload that nobody sent, or in the shadow of the mapping that counts. */
@NullMarked
package dev.waymark.ingest.rehearsal;

import org.jspecify.annotations.NullMarked;
