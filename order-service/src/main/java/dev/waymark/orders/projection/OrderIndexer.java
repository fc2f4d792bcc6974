package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.domain.Order;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Says by what orders are to be found. */
public interface OrderIndexer {

    Mono<Map<OrderId, OrderIndex>> index(Collection<Order> orders);
}
