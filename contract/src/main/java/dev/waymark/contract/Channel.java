package dev.waymark.contract;

/** A way to reach a customer. */
public enum Channel {
    EMAIL,
    SMS
}
