package dev.waymark.gateway.pages.support;

import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.gateway.signin.TextSeal;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * What an operator looked for last. It is personal data and must not stay in any address, so the browser keeps it, sealed,
 * until its window closes; any gateway opens it, and only for the session it was typed in.
 */
public final class LastSearch {

    private static final String NAME = "waymark-desk";

    /** The session for which a search that was shown is sealed. */
    private static final String SHOWN = "shown:";

    private final TextSeal seal;
    private final boolean secure;

    public LastSearch(SessionSettings settings) {
        this.seal = new TextSeal(settings.hmac("desk-search"));
        this.secure = settings.secure();
    }

    /** Keeps {@code query}; an empty one is forgotten. */
    public ResponseCookie keeping(String query, SessionPrincipal operator) {
        return keeping(query, operator.sessionId());
    }

    /** Keeps {@code query}, of which the operator has seen what was found. */
    ResponseCookie shown(String query, SessionPrincipal operator) {
        return keeping(query, SHOWN + operator.sessionId());
    }

    private ResponseCookie keeping(String query, String sealedFor) {
        var cookie = ResponseCookie.from(NAME, query.isEmpty() ? "" : seal.seal(query, sealedFor))
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/support");
        return query.isEmpty() ? cookie.maxAge(0).build() : cookie.build();
    }

    /** Empty when nothing was looked for in this session. */
    public Optional<String> query(ServerWebExchange exchange, SessionPrincipal operator) {
        return opened(exchange, operator.sessionId()).or(() -> opened(exchange, SHOWN + operator.sessionId()));
    }

    /** Whether they have seen what was found. */
    boolean isShown(ServerWebExchange exchange, SessionPrincipal operator) {
        return opened(exchange, SHOWN + operator.sessionId()).isPresent();
    }

    private Optional<String> opened(ServerWebExchange exchange, String sealedFor) {
        return SessionCookie.value(NAME, exchange).flatMap(value -> seal.open(value, sealedFor));
    }
}
