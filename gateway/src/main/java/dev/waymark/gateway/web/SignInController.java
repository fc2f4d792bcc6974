package dev.waymark.gateway.web;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.gateway.signin.TokenSignIn;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.wording.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The sign-in of apps: the same as a browser's, with a token for a cookie. */
@RestController
@Tag(name = "Sign-in")
class SignInController {

    private final TokenSignIn signIn;
    private final SignIn signOut;
    private final SessionCookie session;

    SignInController(TokenSignIn signIn, SignIn signOut, SessionCookie session) {
        this.signIn = signIn;
        this.signOut = signOut;
        this.session = session;
    }

    @PostMapping(
            path = "/api/sign-in",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "requestCode",
            summary = "Sends a one-time code to a contact",
            description = "The answer is the same for a contact that we do not know; then nothing is sent.")
    Mono<SignInAttempt> requestCode(@Valid @RequestBody SignInRequest request, ServerWebExchange exchange) {
        var locale = exchange.getLocaleContext().getLocale();
        var language =
                Language.of(locale == null ? null : locale.toLanguageTag()).orElse(Language.root());
        return signIn.requestCode(request.contact(), language.locale(), exchange.getRequest())
                .map(SignInAttempt::new);
    }

    @PostMapping(
            path = "/api/sign-in/code",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "enterCode",
            summary = "A token for the code",
            description = "A code is good once, for some minutes and for a few tries.")
    Mono<SignedIn> enterCode(@Valid @RequestBody CodeEntry entry, ServerWebExchange exchange) {
        return signIn.enter(entry.attempt(), entry.code(), exchange)
                .map(principal -> new SignedIn(
                        session.token(principal),
                        principal.role(),
                        principal.maskedContact(),
                        principal.secondFactorDue()))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(Problem.CODE_WRONG)));
    }

    @PostMapping("/api/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "signOut", summary = "Ends the session that is shown with it")
    Mono<Void> signOut(ServerWebExchange exchange) {
        return signOut.out(exchange);
    }

    /**
     * Who wants to sign in.
     *
     * @param contact e-mail or phone
     */
    record SignInRequest(@NotBlank @Size(max = 254) String contact) {}

    /** What tells this sign-in apart until the code is entered. A secret of the app. */
    record SignInAttempt(String attempt) {}

    /** The code, as it was typed in. */
    record CodeEntry(
            @NotBlank @Size(max = 100) String attempt,
            @NotBlank @Size(max = 20) String code) {}

    /**
     * A session.
     *
     * @param token to be sent as {@code Authorization: Bearer}
     * @param contact whose it is, masked
     * @param secondFactorDue whether the desk stays shut to it: a second factor is proved in a browser only
     */
    record SignedIn(String token, SessionPrincipal.Role role, String contact, boolean secondFactorDue) {}
}
