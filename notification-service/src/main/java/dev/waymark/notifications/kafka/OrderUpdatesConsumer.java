package dev.waymark.notifications.kafka;

import dev.waymark.contract.order.OrderUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes updates in batches: those of one order one after the other, orders side by side. What fails is told to the
 * container by its place in the batch; the records after it come again, which settles nothing twice.
 */
public final class OrderUpdatesConsumer implements Consumer<List<byte[]>> {

    private static final int ORDERS_AT_ONCE = 8;

    private final OrderUpdateDecoder decoder;
    private final Function<OrderUpdate, Mono<Void>> intake;
    private final Duration deadline;

    public OrderUpdatesConsumer(
            OrderUpdateDecoder decoder, Function<OrderUpdate, Mono<Void>> intake, Duration deadline) {
        this.decoder = decoder;
        this.intake = intake;
        this.deadline = deadline;
    }

    /** Blocks on purpose: the next batch of a partition must not overtake this one. */
    @Override
    public void accept(List<byte[]> records) {
        var readable = new ArrayList<Placed>();
        var unreadable = decode(records, readable);
        var failure = Flux.fromIterable(byOrder(readable))
                .flatMap(this::takeInTurn, ORDERS_AT_ONCE)
                .reduce((a, b) -> a.index() <= b.index() ? a : b)
                .block(deadline);
        if (failure != null) {
            throw new BatchListenerFailedException("Not taken", failure.cause(), failure.index());
        }
        if (unreadable != null) {
            throw new BatchListenerFailedException("Not readable", unreadable.cause(), unreadable.index());
        }
    }

    /** The records up to the first that nobody can read. */
    private @Nullable Failure decode(List<?> records, List<Placed> readable) {
        for (var index = 0; index < records.size(); index++) {
            try {
                readable.add(new Placed(decoder.decode(records.get(index)), index));
            } catch (OrderUpdateDecoder.UnreadableUpdate e) {
                return new Failure(e, index);
            }
        }
        return null;
    }

    private static Iterable<List<Placed>> byOrder(List<Placed> updates) {
        Map<String, List<Placed>> orders = new LinkedHashMap<>();
        for (var placed : updates) {
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
