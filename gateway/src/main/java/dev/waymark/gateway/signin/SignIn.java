package dev.waymark.gateway.signin;

import java.util.Locale;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A contact, a code sent to it, a session. It sets and clears its own cookies on the exchange. */
public interface SignIn {

    /**
     * Sends a code if the contact is known, and answers the same if it is not. The attempt is kept in a cookie, so the
     * page with the code's field needs nothing. Fails with {@code CONTACT_UNREADABLE}, {@code TOO_MANY_TRIES}.
     */
    Mono<Void> requestCode(String contact, Locale language, ServerWebExchange exchange);

    /**
     * Takes the code typed in and sets the session's cookie. Empty when it is the wrong one, comes too late or once more,
     * or was tried too often. Fails with {@code TOO_MANY_TRIES}.
     */
    Mono<SessionPrincipal> enter(String code, ServerWebExchange exchange);

    /** Ends the session everywhere. Nothing happens when there is none. */
    Mono<Void> out(ServerWebExchange exchange);
}
