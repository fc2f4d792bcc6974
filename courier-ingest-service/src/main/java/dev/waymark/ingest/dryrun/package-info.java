/** Tries a mapping out: on the payload of a request, or in the shadow of the active mapping. Publishes nothing. */
@NullMarked
package dev.waymark.ingest.dryrun;

import org.jspecify.annotations.NullMarked;
