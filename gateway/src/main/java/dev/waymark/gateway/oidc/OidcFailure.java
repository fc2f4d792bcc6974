package dev.waymark.gateway.oidc;

/** Why nobody was signed in. */
public enum OidcFailure {
    /** The provider does not answer. */
    UNAVAILABLE(503),
    /** Its answer is of no sign-in that was begun in this browser, or comes late or once more. */
    NOT_BEGUN(400),
    /** The person or the provider said no. */
    DENIED(403),
    /** The provider did not accept us, or we its answer. */
    REJECTED(403),
    /** The provider vouches for no e-mail address. */
    EMAIL_UNVERIFIED(403),
    /** The address is nobody's who works at the desk. */
    NOT_STAFF(403);

    private final int status;

    OidcFailure(int status) {
        this.status = status;
    }

    /** The HTTP status of the page that says so. */
    public int status() {
        return status;
    }
}
