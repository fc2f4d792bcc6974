package dev.waymark.contract.tracking;

/** Why a parcel is late or stopped. */
public enum DelayReason {
    WEATHER,
    CUSTOMS,
    CARRIER,
    MISSORTED,
    STRIKE,
    TRAFFIC,
    SECURITY,
    PAYMENT,
    DOCUMENTS,
    EXTERNAL
}
