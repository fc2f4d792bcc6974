package dev.waymark.orders.recognition;

/** What the check digit says of a number that has the form of a courier's. */
public enum CheckDigit {
    RIGHT,
    /** Mistyped, or another courier's number after all. */
    WRONG,
    /** The form has none. */
    NONE
}
