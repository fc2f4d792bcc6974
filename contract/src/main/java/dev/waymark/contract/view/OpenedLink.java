package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waymark.contract.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order that a link opens.
 *
 * @param orderId which order it is, for our own services: the view has another id, from which nobody learns the number
 * @param until the earliest moment at which the link expires; news of the order moves it on
 */
public record OpenedLink(OrderId orderId, OrderView order, Instant until) {

    /** Also reads what earlier versions wrote: they named the order in the view only. */
    @JsonCreator
    static OpenedLink read(@Nullable OrderId orderId, OrderView order, Instant until) {
        return new OpenedLink(orderId == null ? order.orderId() : orderId, order, until);
    }
}
