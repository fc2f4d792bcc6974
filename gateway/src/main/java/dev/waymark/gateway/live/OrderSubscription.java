package dev.waymark.gateway.live;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.OrderView;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One order as one kind of reader sees it, and the pages that follow it. */
final class OrderSubscription {

    private final Key key;
    private final Map<Subscriber, Mono<OrderView>> subscribers = new ConcurrentHashMap<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AtomicReference<@Nullable SseEvent> newest = new AtomicReference<>();

    OrderSubscription(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** What the others were shown already comes to nobody again, and may be newer than what this one begins with. */
    void join(Subscriber subscriber, Mono<OrderView> order) {
        subscribers.put(subscriber, order);
        var shown = newest.get();
        if (shown != null) {
            subscriber.offer(shown);
        }
    }

    /** Whether nobody is left. */
    boolean leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
        return subscribers.isEmpty();
    }

    /** True for the first call since the last fetch began: later ones are served by the fetch that waits already. */
    boolean enqueue() {
        return queued.compareAndSet(false, true);
    }

    /** The order as it is now, with the right of any reader: all of one key may see the same. */
    Mono<OrderView> fetch() {
        return Mono.defer(() -> {
            // Before the fetch and not after: an update that comes meanwhile needs another one.
            queued.set(false);
            return subscribers.values().stream().findAny().orElseGet(Mono::empty);
        });
    }

    void show(OrderView order) {
        var event = SseEvent.of(order);
        var before = newest.getAndAccumulate(
                event, (shown, fresh) -> shown == null || shown.version() < fresh.version() ? fresh : shown);
        if (before == null || before.version() < event.version()) {
            subscribers.keySet().forEach(subscriber -> subscriber.offer(event));
        }
    }

    void end() {
        subscribers().forEach(Subscriber::end);
    }

    Set<Subscriber> subscribers() {
        return subscribers.keySet();
    }

    /**
     * What is watched.
     *
     * @param scope who may see it: the same for all guests of an order, another for its owner
     */
    record Key(OrderId order, Scope scope) {}

    /** As what an order is watched. */
    enum Scope {
        GUEST,
        OWNER
    }
}
