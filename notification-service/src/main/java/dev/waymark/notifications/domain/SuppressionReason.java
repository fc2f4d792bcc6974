package dev.waymark.notifications.domain;

/** Why a message was not sent. The first that holds is recorded. */
public enum SuppressionReason {
    /** The update triggers no notification. */
    NO_STATE_CHANGE,
    /** The shipment had been delivered before its order named it. */
    BACKFILL,
    /** The shipment is back at an earlier status because a later one was withdrawn. */
    CORRECTED,
    /** We learned of the change too late. */
    STALE_EVENT,
    /** The shipment has reached another milestone since. */
    SUPERSEDED,
    /** There is no address, or the person was erased. */
    NO_CONTACT,
    /** What it would correct was never sent by this channel. */
    NOTHING_TO_CORRECT,
    /** The customer gave no consent to this channel. */
    NO_CONSENT,
    /** A provider has said for good that nobody receives messages at this address. */
    UNDELIVERABLE
}
