package dev.waymark.gateway.pages.signin;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.oidc.OidcFailure;
import dev.waymark.gateway.oidc.OidcResult.Failed;
import dev.waymark.gateway.oidc.OidcResult.SignedIn;
import dev.waymark.gateway.oidc.OidcSignIn;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.platform.web.ProblemException;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way to the OpenID provider of the staff, and back. */
@Controller
public class OidcPageController {

    private final OidcSignIn signIn;
    private final PageRenderer renderer;

    OidcPageController(OidcSignIn signIn, PageRenderer renderer) {
        this.signIn = signIn;
        this.renderer = renderer;
    }

    @GetMapping("/sign-in/oidc")
    Mono<Rendering> begin(ServerWebExchange exchange) {
        if (!signIn.isConfigured()) {
            return Mono.error(ProblemException.of(Problem.NOT_FOUND));
        }
        return signIn.begin(exchange)
                .map(URI::toString)
                .map(PageRenderer::seeOther)
                .switchIfEmpty(Mono.defer(() -> failed(OidcFailure.UNAVAILABLE, exchange)));
    }

    @GetMapping(OidcSignIn.CALLBACK)
    Mono<Rendering> complete(ServerWebExchange exchange) {
        return signIn.complete(exchange).flatMap(result -> switch (result) {
            case SignedIn(var _) -> Mono.just(PageRenderer.seeOther("/support"));
            case Failed(var failure) -> failed(failure, exchange);
        });
    }

    private Mono<Rendering> failed(OidcFailure failure, ServerWebExchange exchange) {
        return renderer.page(
                HttpStatus.valueOf(failure.status()),
                "sign-in",
                exchange,
                Map.of("contact", "", "oidc", signIn.isConfigured(), "failure", failure));
    }
}
