package dev.waymark.gateway.signin;

import java.time.Instant;

/**
 * Who is signed in: the principal of pages and of {@code /api/my} and {@code /api/support}.
 *
 * @param sessionId what a sign-out revokes
 * @param personRef the order service's name for the contact that proved itself
 * @param maskedContact for the person's own eyes, such as {@code a···@b.example}
 * @param expiresAt when the session ends unless it is used before
 */
public record SessionPrincipal(
        String sessionId, String personRef, Role role, String maskedContact, Instant issuedAt, Instant expiresAt) {

    /** What a principal may do: customers see their own orders, support sees the desk. */
    public enum Role {
        CUSTOMER,
        SUPPORT
    }

    /** The same session, prolonged. */
    public SessionPrincipal until(Instant end) {
        return new SessionPrincipal(sessionId, personRef, role, maskedContact, issuedAt, end);
    }

    public boolean isSupport() {
        return role == Role.SUPPORT;
    }
}
