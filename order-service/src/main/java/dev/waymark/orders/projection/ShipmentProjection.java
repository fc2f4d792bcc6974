package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.TrackedShipment;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Applies tracking events, and the claims of orders, to shipments. */
public final class ShipmentProjection extends Projection<ShipmentKey, TrackedShipment> {

    public ShipmentProjection(AggregateStore<ShipmentKey, TrackedShipment> store, UpdatePublisher publisher) {
        super(store, publisher);
    }

    /** Completes when all of them are applied and published. */
    public Mono<Void> project(List<TrackingEvent> events) {
        return applyAll(events, TrackingEvent::shipment, TrackedShipment::apply);
    }

    /** Assigns shipments to their orders, also shipments without any event yet. */
    Mono<Void> claim(List<Claim> claims) {
        return applyAll(claims, Claim::shipment, (tracked, ofShipment) -> {
            for (var claim : ofShipment) {
                tracked = tracked.claim(claim.order(), claim.recordedAt());
            }
            return tracked;
        });
    }

    private <I> Mono<Void> applyAll(
            List<I> inputs, Function<I, ShipmentKey> key, BiFunction<TrackedShipment, List<I>, TrackedShipment> apply) {
        return update(
                inputs,
                key,
                _ -> Mono.just((shipment, stored, ofShipment) ->
                        apply.apply(stored == null ? TrackedShipment.empty(shipment) : stored, ofShipment)));
    }

    /** The assignment of {@code shipment} to {@code order}. */
    record Claim(ShipmentKey shipment, OrderId order, Instant recordedAt) {}
}
