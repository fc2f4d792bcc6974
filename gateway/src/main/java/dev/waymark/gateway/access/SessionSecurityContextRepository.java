package dev.waymark.gateway.access;

import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionPrincipal.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A person, by the session's cookie. Looked up only where somebody asks who it is, and once an exchange: also for whoever
 * renders its failure, outside of Spring Security's chains.
 */
public final class SessionSecurityContextRepository implements ServerSecurityContextRepository {

    private static final String LOADED = SessionSecurityContextRepository.class.getName();

    private final SessionCookie cookie;
    private final ActiveSessions sessions;

    public SessionSecurityContextRepository(SessionCookie cookie, ActiveSessions sessions) {
        this.cookie = cookie;
        this.sessions = sessions;
    }

    /** Sign-in writes the cookie itself. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }

    /** Empty for a stranger, and for one whose session has ended, here or elsewhere. */
    @Override
    @SuppressWarnings("unchecked") // nobody else puts anything under this name
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return (Mono<SecurityContext>) exchange.getAttributes()
                .computeIfAbsent(
                        LOADED,
                        _ -> Mono.defer(() -> Mono.justOrEmpty(cookie.read(exchange)))
                                .flatMap(sessions::use)
                                .map(SessionSecurityContextRepository::context)
                                .cache());
    }

    /** An administrator may all that support may; without the second factor that is due, either is one's own customer. */
    private static SecurityContext context(SessionPrincipal principal) {
        var roles = switch (principal.secondFactorDue() ? Role.CUSTOMER : principal.role()) {
            case CUSTOMER -> AuthorityUtils.createAuthorityList("ROLE_CUSTOMER");
            case SUPPORT -> AuthorityUtils.createAuthorityList("ROLE_SUPPORT");
            case ADMINISTRATOR -> AuthorityUtils.createAuthorityList("ROLE_ADMINISTRATOR", "ROLE_SUPPORT");
        };
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(principal, null, roles));
    }
}
