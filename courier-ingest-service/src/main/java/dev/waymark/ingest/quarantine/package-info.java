/** Authentic webhooks that no mapping can read: listed, shown without personal data, and replayed. */
@NullMarked
package dev.waymark.ingest.quarantine;

import org.jspecify.annotations.NullMarked;
