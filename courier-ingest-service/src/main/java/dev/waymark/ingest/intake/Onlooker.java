package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.VerifiedPayload;

/** Sees every authentic webhook that was taken in. Must not block: its courier still waits for the answer. */
@FunctionalInterface
public interface Onlooker {

    void seen(Courier courier, VerifiedPayload payload, Reading reading);
}
