package dev.waymark.orders.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.waymark.orders.domain.Aggregate;
import dev.waymark.platform.StackFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Applies batches of events to aggregates: one read and one guarded write for the whole batch, then publication of the
 * outboxes. Every step may be repeated: when a batch comes again, its events are applied already, and the updates that
 * are still in the outboxes are published under the same ids.
 */
public abstract class Projection<K, A extends Aggregate<K, A>> {

    /** A shipment has two writers when it is claimed while its courier reports: rarely twice, and never for long. */
    private static final Retry ON_VERSION_CONFLICT = Retry.backoff(20, Duration.ofMillis(2))
            .maxBackoff(Duration.ofMillis(200))
            .filter(VersionConflict.class::isInstance);

    private static final Logger log = LoggerFactory.getLogger(Projection.class);

    private final AggregateStore<K, A> store;
    private final UpdatePublisher publisher;

    Projection(AggregateStore<K, A> store, UpdatePublisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    /**
     * Applies {@code inputs} to the aggregates of their keys. Gives the result when it is stored and its updates are
     * published.
     *
     * @param change made from the stored aggregates, with all that it needs beside them
     */
    final <I> Mono<List<A>> update(
            List<I> inputs, Function<I, K> key, Function<Map<K, A>, Mono<Change<K, A, I>>> change) {
        Map<K, List<I>> byKey = inputs.stream().collect(groupingBy(key, LinkedHashMap::new, toList()));
        if (byKey.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.defer(() -> store.load(byKey.keySet()))
                .flatMap(stored -> change.apply(stored)
                        .map(ready -> results(byKey, stored, ready))
                        .flatMap(results -> save(stored, results)))
                .retryWhen(ON_VERSION_CONFLICT)
                .flatMap(result -> publish(result).thenReturn(result));
    }

    private static <K, A, I> List<A> results(Map<K, List<I>> byKey, Map<K, A> stored, Change<K, A, I> change) {
        return byKey.entrySet().stream()
                .map(entry -> evaluate(
                        entry.getKey(),
                        () -> change.apply(entry.getKey(), stored.get(entry.getKey()), entry.getValue())))
                .toList();
    }

    /** A pure function from a stored aggregate to the aggregate as it should be, in the same version. */
    interface Change<K, A, I> {

        A apply(K key, @Nullable A stored, List<I> inputs);
    }

    /** As it is named in the log. */
    public final String name() {
        return getClass().getSimpleName();
    }

    /** Publishes the outboxes that a crash has left behind; gives the aggregates they belong to. */
    public final Mono<StuckOutboxes<A>> publishStuckOutboxes(Duration age, int limit) {
        return store.stuckOutboxEntries(age, limit)
                .flatMap(stuck -> publish(stuck.readable()).thenReturn(stuck));
    }

    /** What fails in a pure function fails each time: it must not be retried. */
    static <A> A evaluate(Object key, Supplier<A> pureFunction) {
        try {
            return pureFunction.get();
        } catch (UnprocessableEvent e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            StackFrames.firstOf(e)
                    .ifPresent(frames -> log.error(
                            "bug in a pure function: aggregate={} failure={}",
                            key,
                            e.getClass().getName(),
                            frames));
            throw new UnprocessableEvent(key + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private Mono<List<A>> save(Map<K, A> stored, List<A> results) {
        var current = new ArrayList<A>(results.size());
        var changed = new ArrayList<A>(results.size());
        for (var result : results) {
            if (result.equals(stored.get(result.key()))) {
                current.add(result);
            } else {
                var written = result.withVersion(result.version() + 1);
                current.add(written);
                changed.add(written);
            }
        }
        return changed.isEmpty()
                ? Mono.just(current)
                : store.save(changed)
                        .filter(saved -> saved)
                        .switchIfEmpty(Mono.error(() -> new VersionConflict(changed.size())))
                        .thenReturn(current);
    }

    private Mono<Void> publish(List<A> aggregates) {
        var waiting = aggregates.stream()
                .filter(aggregate -> !aggregate.outbox().isEmpty())
                .toList();
        if (waiting.isEmpty()) {
            return Mono.empty();
        }
        return publisher
                .publish(waiting.stream()
                        .flatMap(aggregate -> aggregate.outbox().stream())
                        .toList())
                .then(Mono.defer(() -> store.clearOutboxes(waiting)));
    }
}
