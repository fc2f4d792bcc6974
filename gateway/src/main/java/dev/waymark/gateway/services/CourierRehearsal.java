package dev.waymark.gateway.services;

import dev.waymark.contract.tracking.TrackingEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dry run, as the shop's systems ask for one; the ingest service answers it. Here it is only described.
 *
 * @param courier whose payload it is; the mapping's own courier when absent
 * @param mapping the mapping file to try, in YAML; the one that counts when absent
 * @param payload the body as the courier would send it
 * @param headers that would come with it
 */
public record CourierRehearsal(
        @Nullable String courier,
        @Nullable String mapping,
        String payload,
        @Nullable Map<String, String> headers) {

    /**
     * What would be published. Nothing was.
     *
     * @param mapping which one read it, such as {@code cdek/1}
     * @param unmapped codes that the courier's table does not know
     * @param reason why it is no news, or unreadable
     * @param mistakes in the mapping that was sent
     */
    public record RehearsalResult(
            Outcome outcome,
            @Nullable String mapping,
            List<TrackingEvent> events,
            List<String> unmapped,
            @Nullable String reason,
            List<MappingMistake> mistakes) {

        /** What came of it. */
        public enum Outcome {
            TRACKED,
            NOTHING_NEW,
            UNREADABLE,
            MAPPING_INVALID
        }
    }

    /** Where in a mapping file something else was expected, and what. */
    public record MappingMistake(String file, int line, int column, String expectation) {}
}
