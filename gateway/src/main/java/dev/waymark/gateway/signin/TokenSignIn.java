package dev.waymark.gateway.signin;

import java.util.Locale;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@link SignIn} for an app, which keeps its secrets itself and has no cookies. */
public interface TokenSignIn {

    /**
     * Sends a code if the contact is known, and answers the same if it is not: a secret that tells the attempt apart. Fails
     * with {@code CONTACT_UNREADABLE}, {@code TOO_MANY_TRIES}.
     */
    Mono<String> requestCode(String contact, Locale language, ServerHttpRequest request);

    /**
     * Takes the code typed in, for who shows a {@linkplain SessionCookie#token token} from then on. Empty when it is the wrong
     * one, comes too late or once more, or was tried too often. Fails with {@code TOO_MANY_TRIES}. Who shows a token already
     * proves one more contact.
     */
    Mono<SessionPrincipal> enter(String attempt, String code, ServerWebExchange exchange);
}
