package dev.waymark.gateway.services;

/** Where an order or parcel stands, in the customer's terms. */
public enum CustomerStatus {
    PLACED,
    ANNOUNCED,
    ACCEPTED,
    IN_TRANSIT,
    CUSTOMS,
    CUSTOMS_ACTION,
    OUT_FOR_DELIVERY,
    READY_FOR_PICKUP,
    ATTEMPT_FAILED,
    EXCEPTION,
    DELIVERED,
    RETURNING,
    RETURNED,
    LOST,
    CANCELLED,
    NO_NEWS,
    UNKNOWN
}
