package dev.waymark.ingest.activity;

import dev.waymark.contract.CourierCode;

/** Whose minutes are recorded: those in which a courier was active, or in which ingest was listening. */
record ActivitySource(String name) {

    /** No courier's code begins with a dash. Silence means something only while somebody was listening. */
    static final ActivitySource INGEST = new ActivitySource("-");

    static ActivitySource of(CourierCode courier) {
        return new ActivitySource(courier.value());
    }
}
