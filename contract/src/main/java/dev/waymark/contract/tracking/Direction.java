package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Which way the parcel goes. "Delivered" on the way back means that the sender has it. */
public enum Direction {
    @JsonEnumDefaultValue
    FORWARD,
    RETURN
}
