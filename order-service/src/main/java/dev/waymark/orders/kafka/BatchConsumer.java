package dev.waymark.orders.kafka;

import dev.waymark.orders.projection.UnprocessableEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.kafka.listener.BatchListenerFailedException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Takes one poll. Blocks on purpose: the next batch of a partition must not overtake this one, and offsets are committed
 * when it returns. A record that cannot be taken is named by its index, after those before it are done.
 */
final class BatchConsumer<E> implements Consumer<List<byte[]>> {

    private final EventDecoder<E> decoder;
    private final Function<List<E>, Mono<Void>> work;
    private final ProjectionMetrics metrics;
    private final Duration deadline;

    BatchConsumer(
            EventDecoder<E> decoder, Function<List<E>, Mono<Void>> work, ProjectionMetrics metrics, Duration deadline) {
        this.decoder = decoder;
        this.work = work;
        this.metrics = metrics;
        this.deadline = deadline;
    }

    @Override
    public void accept(List<byte[]> records) {
        var batch = decoder.decode(records);
        take(batch.events());
        metrics.taken(batch.events());
        batch.stoppedBy().ifPresent(poison -> {
            throw new BatchListenerFailedException(
                    "record cannot be taken", poison, batch.events().size());
        });
    }

    private void take(List<E> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            await(events);
        } catch (UnprocessableEvent e) {
            takeOneByOne(events);
        }
    }

    /** Which of them it is shows only when each stands alone. What is done already is done again without effect. */
    private void takeOneByOne(List<E> events) {
        for (var i = 0; i < events.size(); i++) {
            try {
                await(List.of(events.get(i)));
            } catch (UnprocessableEvent e) {
                throw new BatchListenerFailedException("record cannot be taken", e, i);
            }
        }
    }

    private void await(List<E> events) {
        try {
            work.apply(events)
                    .timeout(deadline)
                    .onErrorMap(TimeoutException.class, e -> new IllegalStateException("not done in " + deadline, e))
                    .block();
        } catch (RuntimeException e) {
            var cause = Exceptions.unwrap(e);
            throw cause instanceof UnprocessableEvent unprocessable ? unprocessable : e;
        }
    }
}
