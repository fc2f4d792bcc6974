package dev.waymark.orders.query;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.view.OrderView;
import dev.waymark.orders.domain.AssignedShipment;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.people.PersonalDataVault.Decryptor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Loads what the views of stored orders need: all shipments with one query, all people with another. */
public record OrderViewLoader(OrderRepository repository, PersonalDataVault vault, LinkTokens links, Clock clock) {

    Mono<OrderView> view(TrackedOrder order, ViewAudience audience) {
        return views(List.of(order), audience).map(List::getFirst);
    }

    Mono<OrderView> view(TrackedOrder order, ViewAudience audience, @Nullable Person person) {
        return shipments(List.of(order)).map(shipments -> assembler(audience).order(order, shipments, person));
    }

    /** In the order of {@code orders}. */
    Mono<List<OrderView>> views(List<TrackedOrder> orders, ViewAudience audience) {
        return Mono.zip(shipments(orders), decryptor(orders, audience), (shipments, decryptor) -> {
            var assembler = assembler(audience);
            return orders.stream()
                    .map(order -> assembler.order(order, shipments, person(order, decryptor)))
                    .toList();
        });
    }

    OrderViewAssembler assembler(ViewAudience audience) {
        return new OrderViewAssembler(audience, links, clock.instant());
    }

    private Mono<Map<ShipmentKey, TrackedShipment>> shipments(List<TrackedOrder> orders) {
        return repository.shipments(orders.stream()
                .flatMap(order -> order.order().assignments().stream().map(AssignedShipment::key))
                .distinct()
                .toList());
    }

    private Mono<Decryptor> decryptor(List<TrackedOrder> orders, ViewAudience audience) {
        return vault.decryptor(orders.stream()
                .filter(_ -> audience.seesPerson())
                .map(TrackedOrder::order)
                .toList());
    }

    private static @Nullable Person person(TrackedOrder order, Decryptor decryptor) {
        return decryptor.decrypt(order.order()).orElse(null);
    }
}
