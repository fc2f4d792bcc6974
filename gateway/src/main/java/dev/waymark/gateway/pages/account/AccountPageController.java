package dev.waymark.gateway.pages.account;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.secondfactor.StaffSecondFactor;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionAdministration;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.platform.web.ProblemException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where whoever is signed in is signed in as well; for an administrator, how to sign somebody else out. */
@Controller
public class AccountPageController {

    private final ActiveSessions sessions;
    private final SessionAdministration administration;
    private final StaffSecondFactor factor;
    private final SignIn signIn;
    private final PageRenderer renderer;

    AccountPageController(
            ActiveSessions sessions,
            SessionAdministration administration,
            StaffSecondFactor factor,
            SignIn signIn,
            PageRenderer renderer) {
        this.sessions = sessions;
        this.administration = administration;
        this.factor = factor;
        this.signIn = signIn;
        this.renderer = renderer;
    }

    @GetMapping("/account")
    Mono<Rendering> account(@AuthenticationPrincipal SessionPrincipal principal, ServerWebExchange exchange) {
        var context = renderer.context(renderer.language(exchange));
        return sessions.of(principal.personRef())
                .map(session -> SessionLine.of(session, principal, context))
                .collectList()
                .flatMap(lines -> renderer.page(
                        "account", exchange, Map.of("contact", principal.maskedContact(), "sessions", lines)));
    }

    /** Ends one session, or all of them: also the one that asks. */
    @PostMapping("/account/sessions")
    Mono<Rendering> end(
            @AuthenticationPrincipal SessionPrincipal principal,
            @ModelAttribute SessionForm form,
            ServerWebExchange exchange) {
        var one = form.session();
        if (one == null || one.equals(principal.sessionId())) {
            var ended = one == null
                    ? sessions.endAll(principal.personRef())
                            .doOnNext(_ -> AuditedRequest.about(exchange, principal.personRef()))
                            .then()
                    : Mono.<Void>empty();
            return ended.then(signIn.out(exchange)).thenReturn(PageRenderer.seeOther("/sign-in"));
        }
        return sessions.end(principal.personRef(), one)
                .filter(ended -> ended)
                .doOnNext(_ -> AuditedRequest.about(exchange, principal.personRef()))
                .thenReturn(PageRenderer.seeOther("/account"));
    }

    @GetMapping("/support/sessions")
    Mono<Rendering> others(ServerWebExchange exchange) {
        return renderer.page("sessions", exchange, Map.of("contact", ""));
    }

    /** Signs out whoever has the contact, customer or staff, everywhere. */
    @PostMapping("/support/sessions")
    Mono<Rendering> endOthers(@ModelAttribute ContactForm form, ServerWebExchange exchange) {
        var messages = renderer.messages(exchange);
        return done(
                form,
                contact -> administration
                        .endAll(contact)
                        .doOnNext(ended -> {
                            if (ended.count() > 0) {
                                AuditedRequest.about(exchange, ended.personRef());
                            }
                        })
                        .map(ended -> messages.get("sessions.ended", Map.of("n", ended.count()))),
                exchange);
    }

    /** For a member of the staff who has lost the phone, and the recovery codes with it. */
    @PostMapping("/support/second-factor")
    Mono<Rendering> resetSecondFactor(@ModelAttribute ContactForm form, ServerWebExchange exchange) {
        var messages = renderer.messages(exchange);
        return done(
                form,
                contact -> factor.reset(contact)
                        .doOnNext(ended -> AuditedRequest.about(exchange, ended.personRef()))
                        .map(ended -> messages.get("sessions.reset.done", Map.of("n", ended.count())))
                        .defaultIfEmpty(messages.get("sessions.reset.none")),
                exchange);
    }

    /** Shows what {@code deed} says of itself. */
    private Mono<Rendering> done(ContactForm form, Function<String, Mono<String>> deed, ServerWebExchange exchange) {
        var contact = Objects.requireNonNullElse(form.contact(), "").strip();
        return deed.apply(contact)
                .flatMap(done -> renderer.page("sessions", exchange, Map.of("contact", contact, "done", done)))
                .onErrorResume(ProblemException.matches(Problem.CONTACT_UNREADABLE), _ -> {
                    var error = renderer.messages(exchange).get("signin.contact.unreadable");
                    return renderer.page(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "sessions",
                            exchange,
                            Map.of("contact", contact, "error", error));
                });
    }

    /** Which session to end; all when there is none. */
    record SessionForm(@Nullable String session) {}

    /** Whose. */
    record ContactForm(@Nullable String contact) {}
}
