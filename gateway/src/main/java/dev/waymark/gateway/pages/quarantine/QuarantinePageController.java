package dev.waymark.gateway.pages.quarantine;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Problem;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.CourierAdminClient;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.platform.web.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What no mapping could read, and the button that reads it once more. */
@Controller
public class QuarantinePageController {

    private static final int A_PAGE = 20;

    private final CourierAdminClient desk;
    private final PageRenderer renderer;

    QuarantinePageController(CourierAdminClient desk, PageRenderer renderer) {
        this.desk = desk;
        this.renderer = renderer;
    }

    @GetMapping("/support/quarantine")
    Mono<Rendering> list(
            @RequestParam(required = false) @Nullable String courier,
            @RequestParam(required = false) @Nullable String cursor,
            ServerWebExchange exchange) {
        return list(given(courier), given(cursor), null, exchange);
    }

    /** Reads all of a courier once more, then shows what is left of them. */
    @PostMapping("/support/quarantine")
    Mono<Rendering> replayAll(@ModelAttribute ReplayForm form, ServerWebExchange exchange) {
        var courier = given(form.courier());
        return courier == null
                ? list(null, null, null, exchange)
                : desk.replayAll(known(courier), given(form.cursor()))
                        .doOnNext(_ -> AuditedRequest.about(exchange, courier))
                        .flatMap(done -> list(courier, null, done, exchange));
    }

    @GetMapping("/support/quarantine/{id}")
    Mono<Rendering> entry(@PathVariable String id, ServerWebExchange exchange) {
        return entry(id, null, exchange);
    }

    /** Reads one once more, and shows it as it is then. */
    @PostMapping("/support/quarantine/{id}")
    Mono<Rendering> replay(@PathVariable String id, ServerWebExchange exchange) {
        return desk.replay(id)
                .doOnNext(done -> AuditedRequest.about(exchange, done.rawId()))
                .flatMap(done -> entry(id, done, exchange));
    }

    private Mono<Rendering> list(
            @Nullable String courier,
            @Nullable String cursor,
            @Nullable ReplayAllResponse done,
            ServerWebExchange exchange) {
        return desk.quarantine(courier, cursor, A_PAGE).flatMap(page -> {
            var model = model(done, exchange);
            model.put("page", page);
            model.put("courier", courier);
            model.put("isFirst", cursor == null);
            return renderer.page("quarantine", exchange, model);
        });
    }

    private Mono<Rendering> entry(String id, @Nullable ReplayResponse done, ServerWebExchange exchange) {
        return desk.quarantined(id).flatMap(webhook -> {
            AuditedRequest.opened(exchange, webhook.entry().rawId());
            var model = model(done, exchange);
            model.put("webhook", webhook);
            return renderer.page("quarantined", exchange, model);
        });
    }

    /** With what came of reading once more. */
    private Map<String, @Nullable Object> model(@Nullable Object done, ServerWebExchange exchange) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("context", renderer.context(renderer.language(exchange)));
        model.put("done", done);
        return model;
    }

    private static String known(String courier) {
        try {
            return new CourierCode(courier).value();
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.of(Problem.COURIER_UNKNOWN, unreadable);
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Which of them to read once more. */
    record ReplayForm(@Nullable String courier, @Nullable String cursor) {}
}
