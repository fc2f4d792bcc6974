package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** News without movement: it never changes where a parcel stands. */
public enum Notice {
    /** The expected time or window changed. */
    ETA_CHANGED,
    /** Delivery was agreed with the recipient, or the recipient was contacted. */
    APPOINTMENT_SET,
    /** Information only. */
    @JsonEnumDefaultValue
    INFO
}
