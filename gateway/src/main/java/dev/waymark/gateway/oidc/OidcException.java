package dev.waymark.gateway.oidc;

/** The provider does not answer, or not as it should. */
final class OidcException extends RuntimeException {

    private final OidcFailure failure;

    OidcException(OidcFailure failure, Throwable cause) {
        super(cause);
        this.failure = failure;
    }

    OidcFailure failure() {
        return failure;
    }
}
