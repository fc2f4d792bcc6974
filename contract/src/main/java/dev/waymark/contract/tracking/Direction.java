package dev.waymark.contract.tracking;

/** Which way the parcel goes. "Delivered" on the way back means that the sender has it. */
public enum Direction {
    FORWARD,
    RETURN
}
