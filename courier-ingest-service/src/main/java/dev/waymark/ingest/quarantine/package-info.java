/** What waits in quarantine: shown without people's data, and read again once a mapping is mended. */
@NullMarked
package dev.waymark.ingest.quarantine;

import org.jspecify.annotations.NullMarked;
