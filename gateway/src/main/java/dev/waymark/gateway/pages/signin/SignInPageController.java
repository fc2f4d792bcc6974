package dev.waymark.gateway.pages.signin;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sign-in by a code sent to an e-mail address or a phone: one form for the contact, one for the code. */
@Controller
public class SignInPageController {

    private final SignIn signIn;
    private final PageRenderer renderer;

    SignInPageController(SignIn signIn, PageRenderer renderer) {
        this.signIn = signIn;
        this.renderer = renderer;
    }

    @GetMapping("/sign-in")
    Mono<Rendering> contactForm(ServerWebExchange exchange) {
        return show("sign-in", Map.of("contact", ""), HttpStatus.OK, exchange);
    }

    /** The same answer whether or not we know the contact. */
    @PostMapping("/sign-in")
    Mono<Rendering> ask(@ModelAttribute SignInForm form, ServerWebExchange exchange) {
        var contact = form.contact() == null ? "" : form.contact().strip();
        return signIn.requestCode(contact, renderer.language(exchange).locale(), exchange)
                .map(attempt -> seeOther("/sign-in/code"))
                .onErrorResume(ProblemException.class, refused -> refusedContact(contact, refused, exchange));
    }

    @GetMapping("/sign-in/code")
    Mono<Rendering> codeForm(ServerWebExchange exchange) {
        return show("code", Map.of(), HttpStatus.OK, exchange);
    }

    @PostMapping("/sign-in/code")
    Mono<Rendering> enter(@ModelAttribute SignInForm form, ServerWebExchange exchange) {
        return signIn.enter(form.code() == null ? "" : form.code(), exchange)
                .flatMap(result -> switch (result) {
                    case SignIn.SignInResult.SignedIn(var principal) ->
                        Mono.just(seeOther(principal.isSupport() ? "/support" : "/orders"));
                    case SignIn.SignInResult.WrongCode _, SignIn.SignInResult.Ended _ -> wrongCode(exchange);
                })
                .onErrorResume(ProblemException.class, refused -> tooMany("code", Map.of(), refused, exchange));
    }

    @PostMapping("/sign-out")
    Mono<Rendering> out(ServerWebExchange exchange) {
        return signIn.out(exchange).thenReturn(seeOther("/find"));
    }

    private Mono<Rendering> wrongCode(ServerWebExchange exchange) {
        var error = renderer.messages(exchange).get("code.wrong");
        return show("code", Map.of("error", error), HttpStatus.UNPROCESSABLE_CONTENT, exchange);
    }

    private Mono<Rendering> refusedContact(String contact, ProblemException refused, ServerWebExchange exchange) {
        if (refused.is(Problem.CONTACT_UNREADABLE)) {
            var error = renderer.messages(exchange).get("signin.contact.unreadable");
            return show(
                    "sign-in", Map.of("contact", contact, "error", error), HttpStatus.UNPROCESSABLE_CONTENT, exchange);
        }
        return tooMany("sign-in", Map.of("contact", contact), refused, exchange);
    }

    private Mono<Rendering> tooMany(
            String view, Map<String, ?> model, ProblemException refused, ServerWebExchange exchange) {
        if (!refused.is(Problem.TOO_MANY_TRIES) && !refused.is(Problem.TOO_MANY_REQUESTS)) {
            return Mono.error(refused);
        }
        var wait = Optional.ofNullable(refused.retryAfter()).orElse(Duration.ofMinutes(1));
        var withWait = new HashMap<String, Object>(model);
        withWait.put("waitMinutes", PageRenderer.minutes(wait));
        return show(view, withWait, HttpStatus.TOO_MANY_REQUESTS, exchange);
    }

    private Mono<Rendering> show(String view, Map<String, ?> model, HttpStatus status, ServerWebExchange exchange) {
        return renderer.page(view, renderer.language(exchange), exchange, model)
                .map(page -> page.status(status).build());
    }

    private static Rendering seeOther(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }

    /** As typed into one of the two forms. */
    record SignInForm(@Nullable String contact, @Nullable String code) {}
}
