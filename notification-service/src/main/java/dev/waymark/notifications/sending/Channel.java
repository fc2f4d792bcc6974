package dev.waymark.notifications.sending;

import dev.waymark.contract.order.ShopOrder;
import reactor.core.publisher.Mono;

/** A way to a customer. */
public interface Channel {

    ShopOrder.Channel medium();

    /** Hands {@code message} to the provider. What goes wrong is told by the result; an error is a bug. */
    Mono<Handover> send(Message message);
}
