package dev.waymark.orders.projection;

import dev.waymark.orders.domain.Aggregate;
import dev.waymark.platform.StackFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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
     * Completes when the result is stored and its updates are published.
     *
     * @param change from the stored aggregates of {@code keys} to all of them as they should be, in versions unchanged
     */
    final Mono<Void> update(Collection<K> keys, Function<Map<K, A>, Mono<List<A>>> change) {
        if (keys.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> store.load(keys))
                .flatMap(stored -> change.apply(stored).flatMap(results -> save(stored, results)))
                .retryWhen(ON_VERSION_CONFLICT)
                .flatMap(this::publish);
    }

    /** As it is named in the log. */
    public final String name() {
        return getClass().getSimpleName();
    }

    /** Publishes the outboxes that a crash has left behind; gives the number of aggregates they belong to. */
    public final Mono<Integer> publishStuckOutboxes(Duration age, int limit) {
        return store.stuckOutboxEntries(age, limit)
                .flatMap(stuck -> publish(stuck).thenReturn(stuck.size()));
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
