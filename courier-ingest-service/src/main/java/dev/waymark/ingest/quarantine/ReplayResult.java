package dev.waymark.ingest.quarantine;

import java.time.Instant;
import java.util.List;

/** The result of mapping a webhook in quarantine once more. */
public sealed interface ReplayResult {

    String rawId();

    /**
     * Its events are published, and it is resolved.
     *
     * @param unmapped codes that are in no row of the courier's table
     */
    record Published(String rawId, int events, List<String> unmapped) implements ReplayResult {

        public Published {
            unmapped = List.copyOf(unmapped);
        }
    }

    /** The mapping can read it now, and it holds no event; it is resolved. */
    record Ignored(String rawId, String reason) implements ReplayResult {}

    /** It stays in quarantine. */
    record StillUnmappable(String rawId, String reason) implements ReplayResult {}

    /** An earlier replay resolved it. */
    record AlreadyResolved(String rawId, Instant at) implements ReplayResult {}

    /** Its courier is not connected any more, so there is no mapping to read it by. */
    record NotConnected(String rawId) implements ReplayResult {}
}
