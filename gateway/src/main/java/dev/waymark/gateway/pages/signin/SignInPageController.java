package dev.waymark.gateway.pages.signin;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.oidc.OidcSignIn;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.pages.ReturnAddress;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.platform.web.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sign-in by a code sent to an e-mail address or a phone: one form for the contact, one for the code. */
@Controller
public class SignInPageController {

    private final SignIn signIn;
    private final OidcSignIn oidc;
    private final PageRenderer renderer;

    SignInPageController(SignIn signIn, OidcSignIn oidc, PageRenderer renderer) {
        this.signIn = signIn;
        this.oidc = oidc;
        this.renderer = renderer;
    }

    @GetMapping("/sign-in")
    Mono<Rendering> contactForm(@RequestParam(required = false) @Nullable String to, ServerWebExchange exchange) {
        return renderer.page("sign-in", exchange, typed("", to));
    }

    /** The same answer whether or not we know the contact. */
    @PostMapping("/sign-in")
    Mono<Rendering> ask(@ModelAttribute SignInForm form, ServerWebExchange exchange) {
        var contact = form.contact() == null ? "" : form.contact().strip();
        return signIn.requestCode(contact, renderer.language(exchange).locale(), exchange)
                .thenReturn(PageRenderer.seeOther(ReturnAddress.with("/sign-in/code", form.to())))
                .onErrorResume(
                        ProblemException.class,
                        refused -> refusedContact(typed(contact, form.to()), refused, exchange));
    }

    private Mono<Rendering> refusedContact(
            Map<String, Object> typed, ProblemException refused, ServerWebExchange exchange) {
        return refused.is(Problem.CONTACT_UNREADABLE)
                ? wrong("sign-in", typed, "signin.contact.unreadable", exchange)
                : renderer.tooMany(refused, "sign-in", exchange, typed);
    }

    private Map<String, Object> typed(String contact, @Nullable String to) {
        return Map.of("contact", contact, "oidc", oidc.isConfigured(), "to", page(to));
    }

    private static String page(@Nullable String to) {
        return ReturnAddress.of(to).orElse("");
    }

    @GetMapping("/sign-in/code")
    Mono<Rendering> codeForm(@RequestParam(required = false) @Nullable String to, ServerWebExchange exchange) {
        return renderer.page("code", exchange, Map.of("to", page(to)));
    }

    @PostMapping("/sign-in/code")
    Mono<Rendering> enter(@ModelAttribute SignInForm form, ServerWebExchange exchange) {
        var model = Map.of("to", page(form.to()));
        return signIn.enter(form.code() == null ? "" : form.code(), exchange)
                .map(principal -> PageRenderer.seeOther(
                        principal.isStaff()
                                ? "/support"
                                : ReturnAddress.of(form.to()).orElse("/orders")))
                .switchIfEmpty(Mono.defer(() -> wrong("code", model, "code.wrong", exchange)))
                .onErrorResume(ProblemException.class, refused -> renderer.tooMany(refused, "code", exchange, model));
    }

    @PostMapping("/sign-out")
    Mono<Rendering> out(ServerWebExchange exchange) {
        return signIn.out(exchange).thenReturn(PageRenderer.seeOther("/find"));
    }

    private Mono<Rendering> wrong(String view, Map<String, ?> model, String error, ServerWebExchange exchange) {
        var withError = new HashMap<String, Object>(model);
        withError.put("error", renderer.messages(exchange).get(error));
        return renderer.page(HttpStatus.UNPROCESSABLE_CONTENT, view, exchange, withError);
    }

    /** As typed into one of the two forms. */
    record SignInForm(
            @Nullable String contact,
            @Nullable String code,
            @Nullable String to) {}
}
