package dev.waymark.notifications.domain;

/** Why nobody was written to. The first that holds is the one that is recorded. */
public enum Reason {
    /** The update moved nothing that a customer wants to be written to about. */
    NO_STATE_CHANGE,
    /** The journey was over already when we first heard of the parcel. */
    BACKFILL,
    /** The parcel is where it had been before: a later status was withdrawn. */
    CORRECTED,
    /** We learned of it too late for it to be news. */
    STALE_EVENT,
    /** The parcel has moved on since. */
    SUPERSEDED,
    /** There is no address to write to, or the person was erased. */
    NO_CONTACT,
    /** The customer did not choose this channel. */
    NO_CONSENT
}
