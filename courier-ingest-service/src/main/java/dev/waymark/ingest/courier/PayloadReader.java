package dev.waymark.ingest.courier;

/** Reads one courier's payloads. Never throws, however broken they are. */
@FunctionalInterface
public interface PayloadReader {

    Reading read(VerifiedPayload payload);
}
