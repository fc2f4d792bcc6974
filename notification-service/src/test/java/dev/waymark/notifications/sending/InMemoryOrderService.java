package dev.waymark.notifications.sending;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.RenewedLink;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The order service, as far as notifications know it. */
final class InMemoryOrderService implements OrderServiceClient {

    private final Map<OrderId, Lookup<ContactAnswer>> contacts = new ConcurrentHashMap<>();
    private final Map<String, RenewedLink> links = new HashMap<>();
    private boolean isAway;

    void put(ContactAnswer contact) {
        contacts.put(contact.orderId(), new Lookup.Found<>(contact));
    }

    void erase(OrderId order) {
        contacts.put(order, new Lookup.Erased<>());
    }

    void renew(String token, RenewedLink link) {
        links.put(token, link);
    }

    void goAway() {
        isAway = true;
    }

    @Override
    public Mono<Lookup<ContactAnswer>> contact(OrderId order) {
        return answer(contacts.get(order));
    }

    @Override
    public Mono<Lookup<RenewedLink>> renewLink(String token) {
        var link = links.get(token);
        return answer(link == null ? null : new Lookup.Found<>(link));
    }

    private <T> Mono<Lookup<T>> answer(@Nullable Lookup<T> found) {
        if (isAway) {
            return Mono.just(new Lookup.Unavailable<>("away"));
        }
        return Mono.just(found == null ? new Lookup.NotFound<>() : found);
    }
}
