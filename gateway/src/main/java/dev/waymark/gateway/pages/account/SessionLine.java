package dev.waymark.gateway.pages.account;

import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.Sessions.Session;
import dev.waymark.wording.LocalizedContext;

/**
 * One session in the list of somebody's own.
 *
 * @param current whether it is the one that shows the list
 */
public record SessionLine(String id, String began, String used, boolean current) {

    static SessionLine of(Session session, SessionPrincipal principal, LocalizedContext context) {
        return new SessionLine(
                session.id(),
                context.listed(session.beganAt()),
                context.listed(session.usedAt()),
                session.id().equals(principal.sessionId()));
    }
}
