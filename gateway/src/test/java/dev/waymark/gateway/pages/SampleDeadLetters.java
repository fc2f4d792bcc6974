package dev.waymark.gateway.pages;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.DeadLetter;
import dev.waymark.contract.view.DeadLetterContent;
import dev.waymark.contract.view.DeadLetterPage;
import dev.waymark.contract.view.RedrivenDeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetters;
import dev.waymark.gateway.clients.DeadLetterClient;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Two dead letters, of which one was too large. */
final class SampleDeadLetters implements DeadLetterClient {

    static final String WAITING = "orders.order-service.projection-0@7";

    private static final List<DeadLetter> LETTERS = List.of(
            letter(WAITING, "orders", "o-4ecd674f298a5dfd8cbcd96fe9302aaf: NullPointerException", 1_234, true, 2),
            letter("shop.orders.order-service.intake-0@3", "shop.orders", "/placedAt missing", 1_600_000, false, 1));

    private static DeadLetter letter(
            String id, String topic, String reason, long length, boolean whole, int occurrences) {
        return new DeadLetter(
                id,
                topic,
                id.substring(topic.length() + 1, id.lastIndexOf('-')),
                3,
                10_042,
                SampleOrders.NOW.minus(Duration.ofHours(3)),
                reason,
                length,
                whole,
                occurrences,
                null);
    }

    @Override
    public Mono<DeadLetterPage> list(String topic, String reason, String cursor, int limit) {
        var found = LETTERS.stream()
                .filter(letter -> topic == null || topic.equals(letter.topic()))
                .toList();
        return Mono.just(new DeadLetterPage(
                found,
                topic == null ? "next" : null,
                found.size(),
                LETTERS.stream()
                        .map(letter -> new DeadLetterPage.WaitingCount(
                                letter.topic(), letter.group(), letter.reason(), letter.occurrences()))
                        .toList(),
                topic == null));
    }

    @Override
    public Mono<DeadLetterContent> show(String id) {
        return LETTERS.stream()
                .filter(letter -> letter.id().equals(id))
                .findFirst()
                .map(letter -> Mono.just(new DeadLetterContent(letter, "{\n  \"orderNumber\" : \"99999\"\n}")))
                .orElseGet(() -> Mono.error(ProblemException.of(Problem.DEAD_LETTER_UNKNOWN)));
    }

    @Override
    public Mono<RedrivenDeadLetter> redrive(String id) {
        return Mono.just(new RedrivenDeadLetter(id, RedrivenDeadLetter.Outcome.REDRIVEN));
    }

    @Override
    public Mono<RedrivenDeadLetters> redriveAll(String topic, String reason, String cursor) {
        return Mono.just(new RedrivenDeadLetters(1, 1, 3, "next"));
    }
}
