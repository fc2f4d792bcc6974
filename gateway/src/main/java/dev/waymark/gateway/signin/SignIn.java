package dev.waymark.gateway.signin;

import java.util.Locale;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Door 2 and 4: a contact, a code sent to it, a session. It sets and clears its own cookies on the exchange. */
public interface SignIn {

    /**
     * Sends a code if the contact is known, and answers the same if it is not. The attempt is kept in a cookie, so the
     * page with the code's field needs nothing. Fails with {@code CONTACT_UNREADABLE}, {@code TOO_MANY_TRIES}.
     */
    Mono<Void> requestCode(String contact, Locale language, ServerWebExchange exchange);

    /** Takes the code typed in; {@code SignedIn} has set the session's cookie. Fails with {@code TOO_MANY_TRIES}. */
    Mono<SignInResult> enter(String code, ServerWebExchange exchange);

    /** Ends the session everywhere. Nothing happens when there is none. */
    Mono<Void> out(ServerWebExchange exchange);

    /** The result of entering a code. */
    sealed interface SignInResult {

        /** The session began. */
        record SignedIn(SessionPrincipal principal) implements SignInResult {}

        /** Not this code; the same attempt may go on. */
        record WrongCode(int triesLeft) implements SignInResult {}

        /** No such attempt, too late, used already, or too many tries: ask for a new code. */
        record Ended() implements SignInResult {}
    }
}
