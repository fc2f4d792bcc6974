package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The queries of the read model; each has its index. */
public interface OrderRepository {

    /** No order and no shipment has these numbers: a query for them costs the same as one for an existing number. */
    OrderNumber NO_ORDER = new OrderNumber("0".repeat(40));

    TrackingNumber NO_SHIPMENT = new TrackingNumber("0".repeat(50));

    Mono<Map<OrderId, TrackedOrder>> orders(Collection<OrderId> ids);

    Mono<Map<ShipmentKey, TrackedShipment>> shipments(Collection<ShipmentKey> keys);

    /** By the hash of the token: one, or none. */
    Mono<TrackedOrder> byLink(String hash);

    /** Shipments of any courier. */
    Mono<List<TrackedShipment>> byTrackingNumbers(Collection<TrackingNumber> numbers, int limit);

    Mono<List<TrackedShipment>> byTrackingNumberStart(String start, int limit);

    /** The number is compared as the shop spells it. */
    Mono<List<TrackedOrder>> byOrderNumberStart(String start, int limit);

    /** The newest orders with {@code term} in their index. */
    Mono<List<TrackedOrder>> byTerm(String term, int limit);

    /** The orders of one owner, newest first, those behind {@code after}. */
    Mono<List<Owned>> ownedBy(String owner, @Nullable Owned after, int limit);

    /** The orders of shipments with {@code number}, however it is spelled. Two queries in every case, so that the time does not reveal a hit. */
    default Mono<List<TrackedOrder>> ordersByTrackingNumber(TrackingNumber number, int limit) {
        return byTrackingNumbers(number.candidates(), limit)
                .map(shipments -> shipments.stream()
                        .flatMap(shipment -> shipment.allOrders().stream())
                        .distinct()
                        .limit(limit)
                        .toList())
                .flatMap(ids -> orders(ids.isEmpty() ? List.of(OrderId.of(NO_ORDER)) : ids))
                .map(found -> List.copyOf(found.values()));
    }

    /** One row of an owner's list. */
    record Owned(Instant placedAt, OrderId order) {}
}
