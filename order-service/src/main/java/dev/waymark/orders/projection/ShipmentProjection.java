package dev.waymark.orders.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What couriers told, folded into parcels: one read and one guarded write for a whole batch, then the outboxes. Every
 * step may be repeated: a batch that comes again finds its events folded already and its updates named as before.
 */
public final class ShipmentProjection {

    /** Two writers meet in one parcel when it is claimed while its courier speaks: seldom twice, never for long. */
    private static final Retry UNTIL_OURS = Retry.backoff(20, Duration.ofMillis(2))
            .maxBackoff(Duration.ofMillis(200))
            .filter(StaleVersion.class::isInstance);

    private final ShipmentStore store;
    private final UpdatePublisher publisher;

    public ShipmentProjection(ShipmentStore store, UpdatePublisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    /** Completes when all of it is stored and told. */
    public Mono<Void> project(List<TrackingEvent> events) {
        var byShipment = events.stream().collect(groupingBy(TrackingEvent::shipment, LinkedHashMap::new, toList()));
        return edit(byShipment.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> tracked -> tracked.tell(entry.getValue()))));
    }

    /** Makes parcels those of their orders, also such parcels that no courier has spoken of yet. */
    Mono<Void> claim(List<Claim> claims) {
        var edits = new LinkedHashMap<ShipmentKey, UnaryOperator<TrackedShipment>>();
        claims.forEach(claim -> edits.merge(
                claim.shipment(),
                tracked -> tracked.claim(claim.order(), claim.recordedAt()),
                (first, second) -> tracked -> second.apply(first.apply(tracked))));
        return edit(edits);
    }

    /** Publishes what a crash has left in outboxes; gives how many parcels that were. */
    public Mono<Integer> sweep(Duration age, int limit) {
        return store.leftBehind(age, limit).flatMap(left -> publish(left).thenReturn(left.size()));
    }

    private Mono<Void> edit(Map<ShipmentKey, UnaryOperator<TrackedShipment>> edits) {
        if (edits.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> store.load(edits.keySet()).flatMap(stored -> settle(stored, edits)))
                .retryWhen(UNTIL_OURS)
                .flatMap(this::publish);
    }

    /** The parcels as they stand now, whether this batch changed them or an earlier try of it. */
    private Mono<List<TrackedShipment>> settle(
            Map<ShipmentKey, TrackedShipment> stored, Map<ShipmentKey, UnaryOperator<TrackedShipment>> edits) {
        var settled = new ArrayList<TrackedShipment>(edits.size());
        var changed = new ArrayList<TrackedShipment>(edits.size());
        edits.forEach((key, edit) -> {
            var before = stored.getOrDefault(key, TrackedShipment.unheard(key));
            var after = edited(before, edit);
            settled.add(after);
            if (after.version() != before.version()) {
                changed.add(after.at(before.version() + 1));
            }
        });
        if (changed.isEmpty()) {
            return Mono.just(settled);
        }
        var written = changed.stream().collect(toMap(TrackedShipment::key, Function.identity()));
        return store.save(changed)
                .filter(saved -> saved)
                .switchIfEmpty(Mono.error(() -> new StaleVersion(changed.size() + " parcels")))
                .thenReturn(settled.stream()
                        .map(tracked -> written.getOrDefault(tracked.key(), tracked))
                        .toList());
    }

    /** What goes wrong in a pure function goes wrong each time. */
    private static TrackedShipment edited(TrackedShipment before, UnaryOperator<TrackedShipment> edit) {
        try {
            return edit.apply(before);
        } catch (RuntimeException | StackOverflowError e) {
            throw new Unprojectable(
                    "shipment " + before.key() + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private Mono<Void> publish(Collection<TrackedShipment> settled) {
        var waiting =
                settled.stream().filter(tracked -> !tracked.outbox().isEmpty()).toList();
        if (waiting.isEmpty()) {
            return Mono.empty();
        }
        List<OrderUpdate> updates =
                waiting.stream().flatMap(tracked -> tracked.outbox().stream()).toList();
        return publisher.publish(updates).then(Mono.defer(() -> store.clear(waiting)));
    }

    /** That {@code shipment} is a parcel of {@code order}. */
    record Claim(ShipmentKey shipment, OrderId order, Instant recordedAt) {}
}
