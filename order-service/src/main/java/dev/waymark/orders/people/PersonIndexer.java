package dev.waymark.orders.people;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.people.PeopleVault.Openers;
import dev.waymark.orders.people.PeopleVault.Sealed;
import dev.waymark.orders.projection.OrderIndex;
import dev.waymark.orders.projection.OrderIndexer;
import dev.waymark.orders.projection.Unprojectable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Opens who ordered for as long as it takes to hash by what they are found. */
public final class PersonIndexer implements OrderIndexer {

    private final PeopleVault vault;
    private final SearchTerms terms;
    private final LinkTokens links;

    public PersonIndexer(PeopleVault vault, SearchTerms terms, LinkTokens links) {
        this.vault = vault;
        this.terms = terms;
        this.links = links;
    }

    @Override
    public Mono<Map<OrderId, OrderIndex>> index(Collection<Order> orders) {
        return vault.openers(orders.stream().map(Order::personId).distinct().toList())
                .map(openers -> {
                    var indexes = new LinkedHashMap<OrderId, OrderIndex>();
                    orders.forEach(order -> indexes.put(order.id(), index(order, openers)));
                    return indexes;
                });
    }

    private OrderIndex index(Order order, Openers openers) {
        try {
            var person = openers.open(new Sealed(order.personId(), order.sealedPerson()));
            return new OrderIndex(
                    person.map(terms::owners).orElse(List.of()),
                    person.map(terms::terms).orElse(List.of()),
                    LinkTokens.hashed(links.email(order.id())),
                    LinkTokens.hashed(links.sms(order.id())),
                    person.isEmpty());
        } catch (Unreadable e) {
            throw new Unprojectable("order " + order.id() + ": sealed with another key", e);
        }
    }
}
