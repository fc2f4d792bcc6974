package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Computes what orders are found by. */
public interface OrderIndexer {

    Mono<Map<OrderId, OrderIndex>> index(Collection<Order> orders);

    /** The hashes of the links that lead to {@code order}, revoked or not. */
    List<String> linkHashes(Order order);
}
