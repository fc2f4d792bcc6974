package dev.waymark.orders.ordering;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.ordering.OrderReservations.Reservation;
import dev.waymark.orders.ordering.PlacementResult.AlreadyExists;
import dev.waymark.orders.ordering.PlacementResult.Placed;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.people.PersonalDataVault.EncryptedPerson;
import dev.waymark.platform.crypto.Hmac;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Appends valid orders to the log. Every step is idempotent, so a crash between any two of them loses nothing. */
public record OrderIntake(
        OrderReservations reservations,
        OrderReadModel stored,
        PersonalDataVault vault,
        Hmac hmac,
        OrderLog log,
        Clock clock) {

    /** Longer than the store and the broker together let a request wait: none that began earlier will still append. */
    private static final Duration LONGEST_PLACEMENT = Duration.ofMinutes(2);

    /** Appends {@code order} unless its number is reserved by another request than {@code requestId}. */
    public Mono<PlacementResult> place(ShopOrder order, String requestId) {
        var id = OrderId.of(order.orderNumber());
        var wanted = new Reservation(id, hmac.id("content", content(order)), requestId, false, clock.instant());
        return reservations.reserve(wanted).flatMap(reserved -> place(order, wanted, reserved));
    }

    private Mono<PlacementResult> place(ShopOrder order, Reservation wanted, Reservation reserved) {
        var sameContent = reserved.contentHash().equals(wanted.contentHash());
        if (!sameContent) {
            return replace(order, wanted, reserved);
        }
        if (!reserved.logged()) {
            // Its writer crashed before the append, or is about to append the same event: appending again is safe.
            return append(wanted.order(), order);
        }
        return Mono.just(
                reserved.request().equals(wanted.request())
                        ? new Placed(wanted.order(), order.orderNumber())
                        : new AlreadyExists(wanted.order(), true));
    }

    /** A number whose order never came to the log, because its append failed, is free for another content. */
    private Mono<PlacementResult> replace(ShopOrder order, Reservation wanted, Reservation reserved) {
        var id = wanted.order();
        var isAbandoned =
                !reserved.logged() && reserved.at().isBefore(wanted.at().minus(LONGEST_PLACEMENT));
        return Mono.just(isAbandoned)
                .filter(abandoned -> abandoned)
                .flatMap(_ -> stored.orders(List.of(id)))
                .filter(Map::isEmpty)
                .flatMap(_ -> reservations.replace(reserved, wanted))
                .filter(replaced -> replaced)
                .flatMap(_ -> append(id, order))
                .defaultIfEmpty(new AlreadyExists(id, false));
    }

    /** What two requests for one order number are compared by: as an earlier release, which knew no addresses, wrote it. */
    static String content(ShopOrder order) {
        return order.toString().replace(", addresses=null", "");
    }

    private Mono<PlacementResult> append(OrderId id, ShopOrder order) {
        return vault.encrypt(Person.of(order), id)
                .flatMap(person -> log.append(orderPlaced(id, order, person)))
                .then(Mono.defer(() -> reservations.markLogged(id)))
                .thenReturn(new Placed(id, order.orderNumber()));
    }

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    private OrderEvent orderPlaced(OrderId id, ShopOrder order, EncryptedPerson person) {
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
