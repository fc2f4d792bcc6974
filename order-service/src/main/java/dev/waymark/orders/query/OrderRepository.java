package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
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

/** What can be asked of the store; every one of these has its index. */
public interface OrderRepository {

    Mono<Map<OrderId, TrackedOrder>> orders(Collection<OrderId> ids);

    Mono<Map<ShipmentKey, TrackedShipment>> shipments(Collection<ShipmentKey> keys);

    /** The orders that bear such a link, by the token's hash: one, or none. */
    Mono<List<TrackedOrder>> byLink(String hash);

    Mono<List<TrackedOrder>> bySmsLink(String hash);

    /** Parcels of any courier. */
    Mono<List<TrackedShipment>> byTrackingNumber(TrackingNumber number, int limit);

    Mono<List<TrackedShipment>> byTrackingNumbers(Collection<TrackingNumber> numbers, int limit);

    /** Parcels whose number begins so. */
    Mono<List<TrackedShipment>> byTrackingNumberStart(String start, int limit);

    /** Orders whose number begins so, as the shop spells it. */
    Mono<List<TrackedOrder>> byOrderNumberStart(String start, int limit);

    /** The newest orders that are found by {@code term}. */
    Mono<List<TrackedOrder>> byTerm(String term, int limit);

    /** The orders of one owner, newest first, from behind {@code after} on. */
    Mono<List<Owned>> ownedBy(String owner, @Nullable Owned after, int limit);

    /** One row of an owner's list. */
    record Owned(Instant placedAt, OrderId order) {}
}
