package dev.waymark.gateway.pages.support;

import static dev.waymark.contract.Checks.check;

import dev.waymark.contract.Checks;
import dev.waymark.contract.view.FailedMessages.ReasonCount;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.messages.OrderMessages;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** For an administrator: how many messages did not get through since a time, by reason, and the button that sends those again. */
@Controller
public class FailedMessagesPageController {

    private static final Duration PERIOD = Duration.ofDays(1);

    private final OrderMessages messages;
    private final NotificationClient notifications;
    private final PageRenderer renderer;

    FailedMessagesPageController(OrderMessages messages, NotificationClient notifications, PageRenderer renderer) {
        this.messages = messages;
        this.notifications = notifications;
        this.renderer = renderer;
    }

    @GetMapping("/support/messages")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String since, ServerWebExchange exchange) {
        return list(since, null, exchange);
    }

    /** Sends all of a reason again, then shows what is left. */
    @PostMapping("/support/messages")
    Mono<Rendering> redrive(@ModelAttribute ReasonForm form, ServerWebExchange exchange) {
        var reason = form.reason() == null ? "" : form.reason().strip();
        if (reason.isEmpty()) {
            return list(form.since(), null, exchange);
        }
        var since = instant(form.since(), renderer.context(renderer.language(exchange)));
        return messages.redrive(reason, since, exchange)
                .flatMap(redriven -> list(form.since(), redriven.redriven(), exchange));
    }

    private Mono<Rendering> list(@Nullable String since, @Nullable Long redriven, ServerWebExchange exchange) {
        var context = renderer.context(renderer.language(exchange));
        var begin = instant(since, context);
        return notifications.failed(begin.toString()).flatMap(failed -> {
            var model = new HashMap<String, @Nullable Object>();
            model.put("since", LocalDateTime.ofInstant(begin, context.zone()).toString());
            model.put("zone", context.zoneName());
            model.put(
                    "reasons",
                    failed.reasons().stream()
                            .map(count -> ReasonLine.of(count, context.messages()))
                            .toList());
            model.put("redriven", redriven);
            return renderer.page("failed-messages", exchange, model);
        });
    }

    /** As a browser writes it, at the shop; what cannot be read is a day ago. */
    private static Instant instant(@Nullable String since, LocalizedContext context) {
        try {
            var begin = LocalDateTime.parse(since == null ? "" : since)
                    .atZone(context.zone())
                    .toInstant();
            check(Checks.isInCalendar(begin), "since (expected: a year of four digits)");
            return begin;
        } catch (DateTimeException | IllegalArgumentException _) {
            return context.now().minus(PERIOD).truncatedTo(ChronoUnit.MINUTES);
        }
    }

    /** The messages of one reason. */
    public record ReasonLine(String reason, String words, String summary, long total) {

        static ReasonLine of(ReasonCount count, MessageBundle messages) {
            return new ReasonLine(
                    count.reason(),
                    ReasonText.of(count.reason(), messages),
                    messages.get("failed.counted", Map.of("failed", count.failed(), "uncertain", count.uncertain())),
                    count.total());
        }
    }

    /** Which messages to send again. */
    record ReasonForm(@Nullable String reason, @Nullable String since) {}
}
