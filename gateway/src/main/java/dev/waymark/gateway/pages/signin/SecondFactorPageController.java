package dev.waymark.gateway.pages.signin;

import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.pages.ShopSettings;
import dev.waymark.gateway.secondfactor.StaffSecondFactor;
import dev.waymark.gateway.secondfactor.StaffSecondFactor.OfferedSecret;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.StaffSessions;
import dev.waymark.platform.web.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** The second step of staff: set up at the first sign-in, asked for at each one after. */
@Controller
public class SecondFactorPageController {

    private static final String VIEW = "second-factor";

    private final StaffSecondFactor factor;
    private final StaffSessions sessions;
    private final ShopSettings shop;
    private final PageRenderer renderer;

    SecondFactorPageController(
            StaffSecondFactor factor, StaffSessions sessions, ShopSettings shop, PageRenderer renderer) {
        this.factor = factor;
        this.sessions = sessions;
        this.shop = shop;
        this.renderer = renderer;
    }

    @GetMapping("/sign-in/second-factor")
    Mono<Rendering> form(@AuthenticationPrincipal SessionPrincipal staff, ServerWebExchange exchange) {
        return staff.secondFactorDue()
                ? model(staff, exchange).flatMap(model -> renderer.page(VIEW, exchange, model))
                : elsewhere(staff);
    }

    @PostMapping("/sign-in/second-factor")
    Mono<Rendering> prove(
            @AuthenticationPrincipal SessionPrincipal staff,
            @ModelAttribute CodeForm form,
            ServerWebExchange exchange) {
        if (!staff.secondFactorDue()) {
            return elsewhere(staff);
        }
        var code = Objects.requireNonNullElse(form.code(), "");
        return factor.isEnrolled(staff.personRef())
                .flatMap(enrolled -> enrolled ? open(staff, code, exchange) : setUp(staff, code, exchange))
                .switchIfEmpty(Mono.defer(() -> sessions.reject(staff, exchange).then(wrong(staff, exchange))))
                .onErrorResume(
                        ProblemException.class,
                        refused -> model(staff, exchange)
                                .flatMap(model -> renderer.tooMany(refused, VIEW, exchange, model)));
    }

    private Mono<Rendering> open(SessionPrincipal staff, String code, ServerWebExchange exchange) {
        return factor.prove(staff, code)
                .filter(right -> right)
                .flatMap(_ -> sessions.prove(staff, exchange))
                .map(_ -> PageRenderer.seeOther("/support"));
    }

    private Mono<Rendering> setUp(SessionPrincipal staff, String code, ServerWebExchange exchange) {
        return factor.enroll(staff, code)
                .flatMap(codes -> sessions.prove(staff, exchange).map(_ -> codes))
                .flatMap(codes -> renderer.page("recovery-codes", exchange, Map.of("codes", codes)));
    }

    private static Mono<Rendering> elsewhere(SessionPrincipal principal) {
        return Mono.just(PageRenderer.seeOther(principal.isStaff() ? "/support" : "/orders"));
    }

    private Mono<Rendering> wrong(SessionPrincipal staff, ServerWebExchange exchange) {
        return model(staff, exchange).flatMap(model -> {
            var withError = new HashMap<>(model);
            withError.put("error", renderer.messages(exchange).get("factor.wrong"));
            return renderer.page(HttpStatus.UNPROCESSABLE_CONTENT, VIEW, exchange, withError);
        });
    }

    /** A secret is on offer as long as none is in use. */
    private Mono<Map<String, Object>> model(SessionPrincipal staff, ServerWebExchange exchange) {
        var issuer = shop.name(renderer.language(exchange));
        return factor.isEnrolled(staff.personRef())
                .map(enrolled -> enrolled ? Map.of() : Map.of("offer", new Offer(factor.offer(staff, issuer))));
    }

    /** As typed into the form. */
    record CodeForm(@Nullable String code) {}

    /** A secret as the page shows it. */
    record Offer(OfferedSecret secret) {

        private static final int GROUP = 4;

        public QrImage qr() {
            return QrImage.of(secret.uri());
        }

        public List<String> groups() {
            return List.of(secret.text().split("(?<=\\G.{" + GROUP + "})", -1));
        }
    }
}
