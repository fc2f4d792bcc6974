package dev.waymark.notifications.kafka;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.platform.kafka.RecordDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.kafka.listener.BatchListenerFailedException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes updates in batches: those of one order one after the other, orders side by side. What fails is told to the
 * container by its place in the batch; the records after it come again, which settles nothing twice.
 */
public final class OrderUpdatesConsumer implements Consumer<List<byte[]>> {

    private static final int ORDERS_AT_ONCE = 8;

    private final RecordDecoder<OrderUpdate> decoder;
    private final Function<OrderUpdate, Mono<Void>> intake;
    private final Duration deadline;

    public OrderUpdatesConsumer(
            RecordDecoder<OrderUpdate> decoder, Function<OrderUpdate, Mono<Void>> intake, Duration deadline) {
        this.decoder = decoder;
        this.intake = intake;
        this.deadline = deadline;
    }

    /** Blocks on purpose: the next batch of a partition must not overtake this one. */
    @Override
    public void accept(List<byte[]> records) {
        var batch = decoder.decode(records);
        var failure = Flux.fromIterable(byOrder(batch.events()))
                .flatMap(this::takeInTurn, ORDERS_AT_ONCE)
                .reduce((a, b) -> a.index() <= b.index() ? a : b)
                .block(deadline);
        if (failure != null) {
            throw new BatchListenerFailedException("Not taken", failure.cause(), failure.index());
        }
        batch.malformed().ifPresent(malformed -> {
            throw new BatchListenerFailedException(
                    "Not readable", malformed, batch.events().size());
        });
    }

    private static Iterable<List<Placed>> byOrder(List<OrderUpdate> updates) {
        Map<String, List<Placed>> orders = new LinkedHashMap<>();
        for (var index = 0; index < updates.size(); index++) {
            var placed = new Placed(updates.get(index), index);
            orders.computeIfAbsent(placed.update().orderId().value(), order -> new ArrayList<>())
                    .add(placed);
        }
        return orders.values();
    }

    /** The first failure among the updates of one order; those behind it wait. */
    private Mono<Failure> takeInTurn(List<Placed> sameOrder) {
        return Flux.fromIterable(sameOrder)
                .concatMap(placed -> Mono.defer(() -> intake.apply(placed.update()))
                        .then(Mono.<Failure>empty())
                        .onErrorResume(Exception.class, e -> Mono.just(new Failure(e, placed.index()))))
                .next();
    }

    private record Placed(OrderUpdate update, int index) {}

    private record Failure(Exception cause, int index) {}
}
