package dev.waymark.gateway.signin;

import dev.waymark.contract.audit.AuditEvent.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in: the principal of pages and of {@code /api/my} and {@code /api/support}. Made anew for each request.
 *
 * @param sessionId what a sign-out ends
 * @param personRef the order service's name for the one contact that proved itself
 * @param otherRef the same for another one, if the same browser proved it before and that session goes on
 * @param role as configured at this moment
 * @param maskedContact the same contact for the person's own eyes, such as {@code a···@b.example}
 * @param beganAt when the contact proved itself
 * @param secondFactorDue whether this is staff to whom the desk is shut until a second factor is proved
 */
public record SessionPrincipal(
        String sessionId,
        String personRef,
        @Nullable String otherRef,
        Role role,
        String maskedContact,
        Instant beganAt,
        boolean secondFactorDue) {

    /** What a principal may do: customers see their own orders, staff the desk as well. */
    public enum Role {
        CUSTOMER,
        SUPPORT,
        /** Also ends other people's sessions. */
        ADMINISTRATOR
    }

    /** The same for the audit; {@code address} is where the request came from. A customer as long as the desk is shut. */
    public Actor actor(String address) {
        var current = secondFactorDue ? Role.CUSTOMER : role;
        return new Actor(Actor.Role.valueOf(current.name()), personRef, address);
    }

    public boolean isStaff() {
        return role != Role.CUSTOMER;
    }
}
