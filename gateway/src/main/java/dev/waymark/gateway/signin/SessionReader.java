package dev.waymark.gateway.signin;

import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpCookie;
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
    public Mono<Visitor> visitor(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(cookie.name()))
                .map(HttpCookie::getValue)
                .flatMap(cookie::read)
                .map(visitor -> sessions.goesOn(visitor.sessionId())
                        .filter(goesOn -> goesOn)
                        .flatMap(goesOn -> prolonged(visitor, exchange)))
                .orElseGet(Mono::empty);
    }

    private Mono<Visitor> prolonged(Visitor visitor, ServerWebExchange exchange) {
        var lifetime = settings.lifetime(visitor.role());
        var fullUntil = clock.instant().plus(lifetime);
        var due = visitor.expiresAt().isBefore(fullUntil.minus(lifetime.dividedBy(PROLONGED_AFTER_PARTS)));
        if (visitor.isSupport() || !due) {
            return Mono.just(visitor);
        }
        var longer = new Visitor(
                visitor.sessionId(),
                visitor.personRef(),
                visitor.role(),
                visitor.maskedContact(),
                visitor.issuedAt(),
                fullUntil);
        return sessions.prolong(longer.sessionId(), fullUntil).then(Mono.fromSupplier(() -> {
            exchange.getResponse().addCookie(cookie.of(longer));
            return longer;
        }));
    }
}
