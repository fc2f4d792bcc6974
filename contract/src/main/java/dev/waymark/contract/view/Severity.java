package dev.waymark.contract.view;

import java.util.Locale;

/** How much a status concerns the customer. On pages a colour, never alone: a word stands beside it. */
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
        return name().toLowerCase(Locale.ROOT);
    }
}
