package dev.waymark.gateway.access;

/** What it takes to use a route. */
public enum Access {
    /** Anybody; the route itself asks for a secret, where there is one to ask for. */
    OPEN,
    /** A courier: nobody looks at who it is before the ingest service has verified the signature. */
    COURIER,
    /** Whoever is signed in, each for their own orders. */
    SIGNED_IN,
    /** The support desk. */
    SUPPORT,
    /** An API key of the shop with the scope {@code orders:read}. */
    SHOP_READ,
    /** An API key of the shop with the scope {@code orders:write}. */
    SHOP_WRITE,
    /** An API key of the shop with the scope {@code couriers:test}. */
    SHOP_TEST
}
