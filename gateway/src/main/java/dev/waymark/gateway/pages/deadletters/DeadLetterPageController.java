package dev.waymark.gateway.pages.deadletters;

import dev.waymark.contract.view.RedrivenDeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetter.Outcome;
import dev.waymark.contract.view.RedrivenDeadLetters;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.DeadLetterClient;
import dev.waymark.gateway.pages.PageRenderer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What no service could process, and the button that writes it to its topic once more. */
@Controller
public class DeadLetterPageController {

    private static final int A_PAGE = 20;

    private final DeadLetterClient letters;
    private final PageRenderer renderer;

    DeadLetterPageController(DeadLetterClient letters, PageRenderer renderer) {
        this.letters = letters;
        this.renderer = renderer;
    }

    @GetMapping("/support/dead-letters")
    Mono<Rendering> list(@ModelAttribute SelectionForm selection, ServerWebExchange exchange) {
        return list(selection, null, exchange);
    }

    /** Redrives all of a topic, or of a reason, then shows what is left of them. */
    @PostMapping("/support/dead-letters")
    Mono<Rendering> redriveAll(@ModelAttribute SelectionForm selection, ServerWebExchange exchange) {
        var topic = given(selection.topic());
        return topic == null
                ? list(selection, null, exchange)
                : letters.redriveAll(topic, given(selection.reason()), given(selection.cursor()))
                        .doOnNext(done ->
                                AuditedRequest.redriven(exchange, topic, given(selection.reason()), done.redriven()))
                        .flatMap(done -> list(new SelectionForm(topic, selection.reason(), null), done, exchange));
    }

    @GetMapping("/support/dead-letters/{id}")
    Mono<Rendering> letter(@PathVariable String id, ServerWebExchange exchange) {
        return letters.show(id)
                .doOnNext(shown -> AuditedRequest.about(exchange, shown.letter().id()))
                .flatMap(shown -> page("dead-letter", exchange, Map.of("shown", shown)));
    }

    /** Writes one to its topic once more, and says so above the list. */
    @PostMapping("/support/dead-letters/{id}")
    Mono<Rendering> redrive(@PathVariable String id, ServerWebExchange exchange) {
        return letters.redrive(id)
                .doOnNext(done -> {
                    if (done.outcome() == Outcome.REDRIVEN) {
                        AuditedRequest.about(exchange, done.id());
                    }
                })
                .flatMap(done -> list(new SelectionForm(null, null, null), done, exchange));
    }

    /** @param done a {@link RedrivenDeadLetter} or {@link RedrivenDeadLetters} */
    private Mono<Rendering> list(SelectionForm selection, @Nullable Object done, ServerWebExchange exchange) {
        var topic = given(selection.topic());
        var reason = given(selection.reason());
        var cursor = given(selection.cursor());
        return letters.list(topic, reason, cursor, A_PAGE).flatMap(page -> {
            var model = new HashMap<String, @Nullable Object>();
            model.put("page", page);
            model.put("topic", topic);
            model.put("reason", reason);
            model.put("isFirst", cursor == null);
            model.put("one", done instanceof RedrivenDeadLetter one ? one : null);
            model.put("many", done instanceof RedrivenDeadLetters many ? many : null);
            return page("dead-letters", exchange, model);
        });
    }

    private Mono<Rendering> page(String view, ServerWebExchange exchange, Map<String, ?> own) {
        var model = new HashMap<String, @Nullable Object>(own);
        model.put("context", renderer.context(renderer.language(exchange)));
        return renderer.page(view, exchange, model);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Which of them. */
    record SelectionForm(
            @Nullable String topic,
            @Nullable String reason,
            @Nullable String cursor) {}
}
