package dev.waymark.orders.query;

/** Who asks: it decides what an answer leaves out. */
enum Audience {
    /** The shop, which knows its customer and is told nothing about them. */
    SHOP,
    /** Whoever proved to hold a contact of the order. */
    OWNER,
    /** Whoever holds a link; it may have been passed on. */
    GUEST,
    /** The shop's desk: everything about the parcel, the customer masked. */
    SUPPORT
}
