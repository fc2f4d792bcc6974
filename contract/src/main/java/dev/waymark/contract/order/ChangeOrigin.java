package dev.waymark.contract.order;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How we came to know of a status, which decides whether the customer is notified of it. */
public enum ChangeOrigin {
    /** The shipment was tracked and moved on. */
    LIVE,
    /** The status was known before the order claimed the shipment. */
    @JsonProperty("AT_FIRST_SIGHT")
    BACKFILL,
    /** It was known before, and came to light because another status was withdrawn or read otherwise. */
    @JsonProperty("BY_CORRECTION")
    @JsonEnumDefaultValue
    CORRECTION
}
