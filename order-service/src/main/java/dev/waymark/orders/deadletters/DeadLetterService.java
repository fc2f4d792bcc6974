package dev.waymark.orders.deadletters;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.DeadLetter;
import dev.waymark.contract.view.DeadLetterContent;
import dev.waymark.contract.view.DeadLetterPage;
import dev.waymark.contract.view.DeadLetterPage.WaitingCount;
import dev.waymark.contract.view.RedrivenDeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetter.Outcome;
import dev.waymark.contract.view.RedrivenDeadLetters;
import dev.waymark.platform.kafka.BrokerUnavailable;
import dev.waymark.platform.kafka.DeadLetterLog;
import dev.waymark.platform.redaction.RedactedJson;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.TimeCursor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The dead letters of every group of Waymark. They are all here, and not at each group's own service, so that there is one list, the newest
 * first, and one place where nothing is redriven twice at once; and not at the gateway, which faces the network.
 */
public final class DeadLetterService {

    /** The gateway waits for 4 s. */
    private static final Duration WITHIN = Duration.ofSeconds(2);

    /** Of one call. */
    static final int MAX_REDRIVEN = 200;

    /** Shown are the most frequent. */
    private static final int MAX_REASONS = 50;

    private static final Duration LOCKED_AT_MOST = Duration.ofMinutes(1);

    private static final int LOCK_TRIES = 10;
    private static final Duration LOCK_PAUSE = Duration.ofMillis(150);

    private final Scheduler oneByOne = Schedulers.single(Schedulers.boundedElastic());
    private final DeadLetterLog log;
    private final LockProvider locks;

    public DeadLetterService(DeadLetterLog log, LockProvider locks) {
        this.log = log;
        this.locks = locks;
    }

    /** Those that wait, the newest first, after {@code cursor} of the page before. */
    public Mono<DeadLetterPage> list(
            @Nullable String topic, @Nullable String reason, @Nullable TimeCursor cursor, int limit) {
        return blocking(() -> {
            var isUpToDate = log.refresh(WITHIN);
            var all = waiting(null, null);
            var waiting = waiting(topic, reason).reversed();
            var rest = waiting.stream()
                    .filter(letter -> cursor == null || cursor.isBefore(letter.parkedAt(), letter.id()))
                    .toList();
            var entries = rest.subList(0, Math.min(limit, rest.size()));
            return new DeadLetterPage(
                    entries,
                    entries.size() < rest.size() ? after(entries) : null,
                    waiting.size(),
                    reasons(all),
                    isUpToDate && log.isComplete());
        });
    }

    /** One with its content, masked; empty when there is none. */
    public Mono<DeadLetterContent> show(String id) {
        return blocking(() -> find(id).map(letter -> new DeadLetterContent(
                        letter, log.value(letter).map(RedactedJson::of).orElse(""))))
                .flatMap(Mono::justOrEmpty);
    }

    /** Writes one to its topic once more; empty when there is none. */
    public Mono<RedrivenDeadLetter> redrive(String id) {
        return alone(() -> find(id).map(letter -> new RedrivenDeadLetter(letter.id(), log.redrive(letter))))
                .flatMap(Mono::justOrEmpty);
    }

    /**
     * Writes those of a topic that wait to it once more, the oldest first.
     *
     * @param reason only those that have it
     * @param cursor where the call before ended, for what one call may not take
     */
    public Mono<RedrivenDeadLetters> redriveAll(String topic, @Nullable String reason, @Nullable TimeCursor cursor) {
        return alone(() -> {
            log.refresh(WITHIN);
            var waiting = waiting(topic, reason).stream()
                    .filter(letter -> cursor == null || cursor.isAfter(letter.parkedAt(), letter.id()))
                    .toList();
            var until = System.nanoTime() + WITHIN.toNanos();
            var outcomes = waiting.stream()
                    .limit(MAX_REDRIVEN)
                    .takeWhile(letter -> letter.equals(waiting.getFirst()) || System.nanoTime() < until)
                    .map(log::redrive)
                    .toList();
            var left = waiting.size() - outcomes.size();
            return new RedrivenDeadLetters(
                    Collections.frequency(outcomes, Outcome.REDRIVEN),
                    Collections.frequency(outcomes, Outcome.INCOMPLETE),
                    left,
                    left == 0 ? null : after(waiting.subList(0, outcomes.size())));
        });
    }

    private Optional<DeadLetter> find(String id) {
        log.refresh(WITHIN);
        return log.letters().stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    private List<DeadLetter> waiting(@Nullable String topic, @Nullable String reason) {
        return log.letters().stream()
                .filter(letter -> letter.redrivenAt() == null)
                .filter(letter -> topic == null || topic.equals(letter.topic()))
                .filter(letter -> reason == null || reason.equals(letter.reason()))
                .toList();
    }

    private static List<WaitingCount> reasons(List<DeadLetter> waiting) {
        return waiting.stream()
                .collect(groupingBy(
                        letter -> new WaitingCount(letter.topic(), letter.group(), letter.reason(), 0), counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<WaitingCount, Long>comparingByValue()
                        .reversed()
                        .thenComparing(count -> count.getKey().toString()))
                .limit(MAX_REASONS)
                .map(count -> new WaitingCount(
                        count.getKey().topic(),
                        count.getKey().group(),
                        count.getKey().reason(),
                        count.getValue().intValue()))
                .toList();
    }

    private static String after(List<DeadLetter> entries) {
        return new TimeCursor(entries.getLast().parkedAt(), entries.getLast().id()).toString();
    }

    /**
     * Of all instances one at a time: each reads what the others marked before it redrives. Whoever comes meanwhile waits, here
     * for their turn and for another instance a little; then it is told that somebody else redrives.
     */
    private <T> Mono<T> alone(Callable<T> redriving) {
        return blocking(() -> locked(redriving), oneByOne)
                .flatMap(Mono::justOrEmpty)
                .repeatWhenEmpty(tries -> tries.take(LOCK_TRIES).delayElements(LOCK_PAUSE))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(Problem.SERVICE_UNAVAILABLE, "Somebody else redrives.")));
    }

    /** Empty when another instance has the lock. */
    private <T> Optional<T> locked(Callable<T> redriving) throws Exception {
        var lock =
                locks.lock(new LockConfiguration(ClockProvider.now(), "dead-letters", LOCKED_AT_MOST, Duration.ZERO));
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(redriving.call());
        } finally {
            lock.orElseThrow().unlock();
        }
    }

    private static <T> Mono<T> blocking(Callable<T> reading) {
        return blocking(reading, Schedulers.boundedElastic());
    }

    /** Kafka's clients block; whoever finds it away is told so. */
    private static <T> Mono<T> blocking(Callable<T> reading, Scheduler threads) {
        return Mono.fromCallable(reading)
                .subscribeOn(threads)
                .onErrorMap(BrokerUnavailable.class, e -> ProblemException.of(Problem.SERVICE_UNAVAILABLE, e));
    }
}
