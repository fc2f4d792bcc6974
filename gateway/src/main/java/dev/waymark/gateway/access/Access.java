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
    /** The support desk's administrators. */
    ADMINISTRATOR,
    /** An API key of the shop with the scope {@code orders:read}. */
    SHOP_READ("orders:read"),
    /** An API key of the shop with the scope {@code orders:write}. */
    SHOP_WRITE("orders:write"),
    /** An API key of the shop with the scope {@code links:revoke}. */
    SHOP_REVOKE("links:revoke"),
    /** An API key of the shop with the scope {@code couriers:test}. */
    SHOP_TEST("couriers:test");

    private final String scope;

    Access() {
        this("");
    }

    Access(String scope) {
        this.scope = scope;
    }

    /** The scope of an API key that opens it; empty where no key does. */
    public String scope() {
        return scope;
    }
}
