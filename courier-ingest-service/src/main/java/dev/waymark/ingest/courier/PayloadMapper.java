package dev.waymark.ingest.courier;

import dev.waymark.platform.redaction.FormatMask;

/** Maps one courier's payloads to tracking events. Never throws, however broken the payload is. */
@FunctionalInterface
public interface PayloadMapper {

    MappingResult map(VerifiedPayload payload);

    /** The payload for readers who may not see personal data: its structure, and the values that the mapping reads. */
    default String redacted(VerifiedPayload payload) {
        return FormatMask.of(payload.body());
    }
}
