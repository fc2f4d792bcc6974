package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.domain.TrackedShipment.WholeShipment;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Applies tracking events, and the claims of orders, to shipments. */
public final class ShipmentProjection extends Projection<ShipmentKey, TrackedShipment> {

    public ShipmentProjection(AggregateStore<ShipmentKey, TrackedShipment> store, UpdatePublisher publisher) {
        super(store, publisher);
    }

    /** Completes when all of them are applied and published. */
    public Mono<Void> project(List<TrackingEvent> events) {
        return applyAll(events, TrackingEvent::shipment, TrackedShipment::apply).flatMap(this::connect);
    }

    /** Connects those of {@code shipments} that other couriers carry in part with these parts: what is known of one is known of both. */
    private Mono<Void> connect(List<TrackedShipment> shipments) {
        var parts = shipments.stream()
                .flatMap(whole -> whole.legs().entrySet().stream()
                        .map(leg ->
                                new Part(leg.getKey(), new WholeShipment(whole.key(), whole.orders(), leg.getValue()))))
                .toList();
        return applyAll(parts, Part::leg, (leg, ofLeg) -> {
                    for (var part : ofLeg) {
                        leg = leg.partOf(part.whole());
                    }
                    return leg;
                })
                .flatMap(legs -> join(Stream.concat(legs.stream(), shipments.stream())));
    }

    private Mono<Void> join(Stream<TrackedShipment> legs) {
        var joins = legs.flatMap(leg -> leg.wholeShipments().stream()
                        .map(whole -> new LegJoin(whole.shipment(), leg.shipment(), whole.handedOverAt())))
                .toList();
        return applyAll(joins, LegJoin::whole, (whole, ofWhole) -> {
                    for (var join : ofWhole) {
                        whole = whole.join(join.leg(), join.handedOverAt());
                    }
                    return whole;
                })
                .then();
    }

    /** Assigns shipments to their orders, also shipments without any event yet, and releases those that were detached. */
    Mono<Void> claim(List<Claim> claims) {
        return applyAll(claims, Claim::shipment, (tracked, ofShipment) -> {
                    for (var claim : ofShipment) {
                        tracked = claim.purpose() == null
                                ? tracked.release(claim.order(), claim.recordedAt())
                                : tracked.claim(claim.order(), claim.placedAt(), claim.purpose(), claim.recordedAt());
                    }
                    return tracked;
                })
                .flatMap(this::connect);
    }

    private <I> Mono<List<TrackedShipment>> applyAll(
            List<I> inputs, Function<I, ShipmentKey> key, BiFunction<TrackedShipment, List<I>, TrackedShipment> apply) {
        return update(
                inputs,
                key,
                _ -> Mono.just((shipment, stored, ofShipment) ->
                        apply.apply(stored == null ? TrackedShipment.empty(shipment) : stored, ofShipment)));
    }

    /**
     * The assignment of {@code shipment} to {@code order}.
     *
     * @param placedAt when the order was placed
     * @param purpose what the order uses it for; absent when it is over
     */
    record Claim(
            ShipmentKey shipment,
            OrderId order,
            Instant placedAt,
            Instant recordedAt,
            @Nullable Direction purpose) {}

    /** That {@code leg} is a part of {@code whole}. */
    private record Part(ShipmentKey leg, WholeShipment whole) {}

    /** What is known of a part of {@code whole}. */
    private record LegJoin(ShipmentKey whole, Shipment leg, Instant handedOverAt) {}
}
