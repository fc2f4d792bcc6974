package dev.waymark.gateway.access;

import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.gateway.signin.Sessions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A person, by the session's cookie. Looked up only where somebody asks who it is, and once an exchange. A session that is
 * used is prolonged, once a day and not at every click.
 */
public final class SessionSecurityContextRepository implements ServerSecurityContextRepository {

    private static final int PROLONGED_AFTER_PARTS = 30;

    private final SessionCookie cookie;
    private final Sessions sessions;
    private final SessionSettings settings;
    private final Clock clock;

    public SessionSecurityContextRepository(
            SessionCookie cookie, Sessions sessions, SessionSettings settings, Clock clock) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sign-in writes the cookie itself. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }

    /** Empty for a stranger, and for one whose session was ended, here or elsewhere. */
    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.defer(() -> Mono.justOrEmpty(cookie.read(exchange)))
                .filterWhen(principal -> sessions.isActive(principal.sessionId()))
                .flatMap(principal -> prolonged(principal, exchange))
                .map(SessionSecurityContextRepository::context)
                .cache();
    }

    private Mono<SessionPrincipal> prolonged(SessionPrincipal principal, ServerWebExchange exchange) {
        var lifetime = settings.lifetime(principal.role());
        var fullUntil = clock.instant().plus(lifetime);
        var due = principal.expiresAt().isBefore(fullUntil.minus(lifetime.dividedBy(PROLONGED_AFTER_PARTS)));
        if (principal.isSupport() || !due) {
            return Mono.just(principal);
        }
        var longer = principal.until(fullUntil);
        return sessions.prolong(longer.sessionId(), fullUntil).then(Mono.fromSupplier(() -> {
            exchange.getResponse().addCookie(cookie.of(longer));
            return longer;
        }));
    }

    private static SecurityContext context(SessionPrincipal principal) {
        var role = AuthorityUtils.createAuthorityList("ROLE_" + principal.role());
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(principal, null, role));
    }
}
