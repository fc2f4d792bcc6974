package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a parcel goes back to the sender. */
public enum ReturnReason {
    REFUSED,
    UNCLAIMED,
    ADDRESS,
    UNREACHABLE,
    CUSTOMS,
    DAMAGED,
    SENDER_REQUEST,
    CARRIER_REFUSED,
    PROHIBITED,
    @JsonEnumDefaultValue
    OTHER
}
