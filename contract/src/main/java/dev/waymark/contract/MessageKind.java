package dev.waymark.contract;

import java.util.Locale;

/** The kinds of messages about an order. */
public enum MessageKind {
    PLACED,
    ACCEPTED,
    OUT_FOR_DELIVERY,
    READY_FOR_PICKUP,
    ATTEMPT_FAILED,
    DELIVERED,
    /** That a delivery which was told did not happen. */
    CORRECTION;

    /** The name in keys, documents and JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
