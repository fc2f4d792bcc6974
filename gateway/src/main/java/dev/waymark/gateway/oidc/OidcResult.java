package dev.waymark.gateway.oidc;

import dev.waymark.gateway.signin.SessionPrincipal;

/** How a sign-in at the provider ended. */
public sealed interface OidcResult {

    /** A session has begun. */
    record SignedIn(SessionPrincipal principal) implements OidcResult {}

    /** None has. */
    record Failed(OidcFailure failure) implements OidcResult {}
}
