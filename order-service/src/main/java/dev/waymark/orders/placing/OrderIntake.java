package dev.waymark.orders.placing;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.people.KeyedHash;
import dev.waymark.orders.people.PeopleVault;
import dev.waymark.orders.people.PeopleVault.Sealed;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.placing.Placements.Placement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** A valid order's way into the log. Each step may be repeated: a crash between any two of them costs nothing. */
public final class OrderIntake {

    private final Placements placements;
    private final PeopleVault vault;
    private final KeyedHash hash;
    private final OrderLog log;
    private final Clock clock;

    public OrderIntake(Placements placements, PeopleVault vault, KeyedHash hash, OrderLog log, Clock clock) {
        this.placements = placements;
        this.vault = vault;
        this.hash = hash;
        this.log = log;
        this.clock = clock;
    }

    /** Into the log with it, unless its number is taken; {@code request} names the asking, the same when it is repeated. */
    public Mono<Placing> place(ShopOrder order, String request) {
        var id = OrderId.of(order.orderNumber());
        var wanted = new Placement(id, hash.of("content", order.toString()), request, false);
        return placements.take(wanted).flatMap(taken -> {
            var same = taken.contentHash().equals(wanted.contentHash());
            if (same && taken.request().equals(request) && taken.logged()) {
                return Mono.just(new Placing.Placed(id, order.orderNumber()));
            }
            // Taken but not in the log: whoever took it did not live to write it, or is about to write the very same.
            return !same || taken.logged() ? Mono.just(new Placing.Exists(id, same)) : log(id, order);
        });
    }

    /** False when there is no such order. */
    public Mono<Boolean> attach(OrderNumber number, List<ShipmentKey> shipments) {
        var id = OrderId.of(number);
        var facts = Stream.concat(
                Stream.of("shipments-attached", id.value()),
                shipments.stream().sorted().map(ShipmentKey::toString));
        return placements
                .isLogged(id)
                .flatMap(logged -> logged
                        ? log.append(new OrderEvent.ShipmentsAttached(
                                        EventId.of(facts.toArray(String[]::new)), id, clock.instant(), shipments))
                                .thenReturn(true)
                        : Mono.just(false));
    }

    private Mono<Placing> log(OrderId id, ShopOrder order) {
        return vault.seal(Person.of(order))
                .flatMap(person -> log.append(placed(id, order, person)))
                .then(Mono.defer(() -> placements.logged(id)))
                .thenReturn(new Placing.Placed(id, order.orderNumber()));
    }

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    private OrderEvent placed(OrderId id, ShopOrder order, Sealed person) {
        var customer = order.customer();
        var destination = order.destination();
        return new OrderEvent.OrderPlaced(
                EventId.of("order-placed", id.value()),
                id,
                order.orderNumber(),
                clock.instant(),
                order.placedAt(),
                person.personId(),
                person.ciphertext(),
                customer.language(),
                customer.timeZone(),
                customer.channels(),
                order.items(),
                order.promise(),
                destination == null ? null : destination.kind(),
                order.shipments());
    }
}
