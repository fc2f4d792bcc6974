package dev.waymark.gateway.pages;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProblemTexts;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a problem's {@code type} leads a developer to. */
@Controller
class ProblemPageController {

    private final PageRenderer renderer;

    ProblemPageController(PageRenderer renderer) {
        this.renderer = renderer;
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> meaning(@PathVariable String slug, ServerWebExchange exchange) {
        var problem = Problem.of(slug).orElseThrow(() -> ProblemException.of(Problem.NOT_FOUND));
        var texts = ProblemTexts.of(renderer.language(exchange).locale());
        return renderer.page(
                "problem",
                exchange,
                Map.of("problem", problem, "title", texts.title(problem), "detail", texts.detail(problem)));
    }
}
