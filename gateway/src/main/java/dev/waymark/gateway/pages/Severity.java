package dev.waymark.gateway.pages;

import dev.waymark.contract.view.CustomerStatus;

/** The colour of the mark's middle stripe. Never alone: a word stands beside it. */
public enum Severity {
    /** Moving, all is well. */
    GO,
    /** The customer can or must do something. */
    ASK,
    /** Something went wrong. */
    BAD,
    /** Over, and well. */
    DONE,
    /** Not started, or closed. */
    WAIT;

    /** As a CSS class and in file names. */
    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Severity of(CustomerStatus status) {
        return switch (status) {
            case ACCEPTED, IN_TRANSIT, CUSTOMS, OUT_FOR_DELIVERY -> GO;
            case CUSTOMS_ACTION, READY_FOR_PICKUP, ATTEMPT_FAILED -> ASK;
            case EXCEPTION, LOST, NO_NEWS, RETURNING -> BAD;
            case DELIVERED -> DONE;
            case PLACED, ANNOUNCED, RETURNED, CANCELLED, UNKNOWN -> WAIT;
        };
    }
}
