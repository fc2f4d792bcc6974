package dev.waymark.gateway.access;

import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A person, by the session's cookie. Looked up only where somebody asks who it is, and once an exchange. */
public final class SessionContext implements ServerSecurityContextRepository {

    private final SessionReader sessions;

    public SessionContext(SessionReader sessions) {
        this.sessions = sessions;
    }

    /** Sign-in writes the cookie itself. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.defer(() -> sessions.principal(exchange))
                .map(SessionContext::context)
                .cache();
    }

    private static SecurityContext context(SessionPrincipal principal) {
        var role = new SimpleGrantedAuthority("ROLE_" + principal.role().name());
        return new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of(role)));
    }
}
