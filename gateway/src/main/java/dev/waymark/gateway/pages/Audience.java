package dev.waymark.gateway.pages;

/** Who reads. */
public enum Audience {
    /** Anybody with the link: sees no personal data and no address. */
    GUEST,
    /** A guest who found the order by number and contact: sees the person masked, and the pickup point. */
    MATCHED,
    /** The person who ordered. */
    OWNER,
    /** An operator: sees contacts masked, and how we know. */
    SUPPORT
}
