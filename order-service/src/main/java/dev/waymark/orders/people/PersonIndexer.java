package dev.waymark.orders.people;

import static java.util.stream.Collectors.toMap;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.people.PersonalDataVault.Decryptor;
import dev.waymark.orders.projection.OrderIndexer;
import dev.waymark.orders.projection.UnprocessableEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Decrypts who ordered only to compute the blind index of each order. */
public record PersonIndexer(PersonalDataVault vault, BlindIndex terms, LinkTokens links) implements OrderIndexer {

    @Override
    public Mono<Map<OrderId, OrderIndex>> index(Collection<Order> orders) {
        return vault.decryptor(orders)
                .map(decryptor -> orders.stream().collect(toMap(Order::id, order -> index(order, decryptor))));
    }

    @Override
    public List<String> linkHashes(Order order) {
        return links.hashes(order.id(), order.linkGeneration());
    }

    private OrderIndex index(Order order, Decryptor decryptor) {
        try {
            var person = decryptor.decrypt(order);
            return new OrderIndex(
                    person.map(terms::owners).orElse(List.of()),
                    person.map(terms::terms).orElse(List.of()),
                    linkHashes(order),
                    person.isEmpty());
        } catch (DecryptionFailed e) {
            throw new UnprocessableEvent("order " + order.id() + ": encrypted under another key", e);
        }
    }
}
