package dev.waymark.ingest.courier;

/** Reads one courier's payloads. Never throws, however broken they are. */
@FunctionalInterface
public interface PayloadReader {

    Reading read(VerifiedPayload payload);

    /** The payload for somebody who has no business with people's data: what it is made of, and what we read of it. */
    default String masked(VerifiedPayload payload) {
        return Shape.of(payload.body());
    }
}
