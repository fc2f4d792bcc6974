package dev.waymark.ingest.courier;

import dev.waymark.contract.tracking.TrackingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mapping made of a courier's payload. */
public sealed interface MappingResult {

    /**
     * Tracking events, one for each shipment.
     *
     * @param unmappedCodes codes that the courier's table does not know; their checkpoints are {@code UNMAPPED}
     */
    record Mapped(List<TrackingEvent> events, List<String> unmappedCodes) implements MappingResult {

        public Mapped {
            events = List.copyOf(events);
            unmappedCodes = List.copyOf(unmappedCodes);
        }
    }

    /**
     * Understood, and without a tracking event.
     *
     * @param reason the name of the message in the mapping
     * @param keepRaw whether the raw webhook is logged all the same, for a later mapping may find an event in it
     * @param response what the courier expects in reply to this message; its usual one when absent
     */
    record Ignored(String reason, boolean keepRaw, @Nullable CourierResponse response) implements MappingResult {}

    /**
     * Not understood by the mapping; a mended one may.
     *
     * @param reason what was expected where; never the payload's own text, which may be personal
     */
    record Unmappable(String reason) implements MappingResult {}
}
