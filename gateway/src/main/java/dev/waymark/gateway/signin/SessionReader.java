package dev.waymark.gateway.signin;

import java.time.Clock;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who comes with this exchange. A session that is used is prolonged, once a day and not at every click. */
public final class SessionReader {

    private static final int PROLONGED_AFTER_PARTS = 30;

    private final SessionCookie cookie;
    private final Sessions sessions;
    private final SessionSettings settings;
    private final Clock clock;

    public SessionReader(SessionCookie cookie, Sessions sessions, SessionSettings settings, Clock clock) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty for a stranger, and for one whose session was ended, here or elsewhere. */
    public Mono<SessionPrincipal> principal(ServerWebExchange exchange) {
        return cookie.read(exchange)
                .map(principal -> sessions.isActive(principal.sessionId())
                        .filter(goesOn -> goesOn)
                        .flatMap(goesOn -> prolonged(principal, exchange)))
                .orElseGet(Mono::empty);
    }

    private Mono<SessionPrincipal> prolonged(SessionPrincipal principal, ServerWebExchange exchange) {
        var lifetime = settings.lifetime(principal.role());
        var fullUntil = clock.instant().plus(lifetime);
        var due = principal.expiresAt().isBefore(fullUntil.minus(lifetime.dividedBy(PROLONGED_AFTER_PARTS)));
        if (principal.isSupport() || !due) {
            return Mono.just(principal);
        }
        var longer = new SessionPrincipal(
                principal.sessionId(),
                principal.personRef(),
                principal.role(),
                principal.maskedContact(),
                principal.issuedAt(),
                fullUntil);
        return sessions.prolong(longer.sessionId(), fullUntil).then(Mono.fromSupplier(() -> {
            exchange.getResponse().addCookie(cookie.of(longer));
            return longer;
        }));
    }
}
