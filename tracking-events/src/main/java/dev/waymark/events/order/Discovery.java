package dev.waymark.events.order;

/** How we came to know of a status: it decides whether it is news for the customer. */
public enum Discovery {
    /** We followed the parcel and it moved on. */
    LIVE,
    /** It was already there when we first heard of the parcel, or when the order first claimed it. */
    AT_FIRST_SIGHT,
    /** It was known before, and came to light because another status was withdrawn or read otherwise. */
    BY_CORRECTION
}
