package dev.waymark.contract.order;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far an order has come before any courier has it, as far as the shop says so. */
public enum OrderState {
    PAID,
    PICKING,
    PACKED,
    /** Known to a newer version only. */
    @JsonEnumDefaultValue
    OTHER
}
