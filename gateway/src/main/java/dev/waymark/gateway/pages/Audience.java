package dev.waymark.gateway.pages;

/** Who reads. */
public enum Audience {
    /** Anybody with the link: sees no personal data and no address. */
    GUEST,
    /** The person who ordered. */
    OWNER,
    /** An operator: sees contacts masked, and how we know. */
    SUPPORT
}
