package dev.waymark.notifications.kafka;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.platform.kafka.RecordDecoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.kafka.listener.BatchListenerFailedException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Processes updates in batches: those of one order in sequence, orders in parallel. The container learns of a failure by
 * its index in the batch; the records after it are delivered again, which sends nothing twice.
 */
public final class OrderUpdatesConsumer implements Consumer<List<byte[]>> {

    private static final int PARALLEL_ORDERS = 8;

    private final RecordDecoder<OrderUpdate> decoder;
    private final Function<OrderUpdate, Mono<Void>> processor;
    private final Duration timeout;

    public OrderUpdatesConsumer(
            RecordDecoder<OrderUpdate> decoder, Function<OrderUpdate, Mono<Void>> processor, Duration timeout) {
        this.decoder = decoder;
        this.processor = processor;
        this.timeout = timeout;
    }

    /** Blocks on purpose: the next batch of a partition must not overtake this one. */
    @Override
    public void accept(List<byte[]> records) {
        var batch = decoder.decode(records);
        var updates = batch.events();
        var byOrder = IntStream.range(0, updates.size())
                .boxed()
                .collect(groupingBy(index -> updates.get(index).orderId(), LinkedHashMap::new, toList()));
        var failure = Flux.fromIterable(byOrder.values())
                .flatMap(sameOrder -> process(updates, sameOrder), PARALLEL_ORDERS)
                .reduce((a, b) -> a.index() <= b.index() ? a : b)
                .block(timeout);
        if (failure != null) {
            throw new BatchListenerFailedException("Not processed", failure.cause(), failure.index());
        }
        batch.malformed().ifPresent(malformed -> {
            throw new BatchListenerFailedException("Not readable", malformed, updates.size());
        });
    }

    /** The first failure among the updates of one order; those after it wait. */
    private Mono<Failure> process(List<OrderUpdate> updates, List<Integer> sameOrder) {
        return Flux.fromIterable(sameOrder)
                .concatMap(index -> Mono.defer(() -> processor.apply(updates.get(index)))
                        .then(Mono.<Failure>empty())
                        .onErrorResume(Exception.class, e -> Mono.just(new Failure(e, index))))
                .next();
    }

    private record Failure(Exception cause, int index) {}
}
