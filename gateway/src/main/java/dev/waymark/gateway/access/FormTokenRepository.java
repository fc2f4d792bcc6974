package dev.waymark.gateway.access;

import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.platform.crypto.Hmac;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The secret that a form shows, which another site can neither read nor make. That of a session is made from its id, so that
 * no cookie which somebody put into the browser passes for it. A visitor, in whose name nothing is done yet, has one in a cookie.
 */
public final class FormTokenRepository implements ServerCsrfTokenRepository {

    private static final String HEADER = "X-XSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    private final CookieServerCsrfTokenRepository visitors = new CookieServerCsrfTokenRepository();
    private final SessionCookie sessions;
    private final Hmac hmac;

    public FormTokenRepository(SessionCookie sessions, SessionSettings settings) {
        this.sessions = sessions;
        this.hmac = settings.hmac("form");
        visitors.setHeaderName(HEADER);
        visitors.setParameterName(PARAMETER);
        visitors.setCookieName(settings.secure() ? "__Host-waymark-form" : "waymark-form");
        visitors.setCookieCustomizer(cookie -> cookie.secure(settings.secure()).sameSite("Lax"));
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return sessions.read(exchange)
                .map(id -> Mono.<CsrfToken>just(new DefaultCsrfToken(HEADER, PARAMETER, hmac.base64Url(id))))
                .orElseGet(() -> visitors.loadToken(exchange));
    }

    /** Of a visitor: a session's is never missing. */
    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return visitors.generateToken(exchange);
    }

    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return visitors.saveToken(exchange, token);
    }
}
