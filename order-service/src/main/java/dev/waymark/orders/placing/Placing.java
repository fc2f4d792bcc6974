package dev.waymark.orders.placing;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import java.util.function.Function;

/** What became of an order. */
public sealed interface Placing {

    <T> T match(Function<Placed, T> placed, Function<Exists, T> exists);

    /** It is in the log. */
    record Placed(OrderId orderId, OrderNumber orderNumber) implements Placing {
        @Override
        public <T> T match(Function<Placed, T> placed, Function<Exists, T> exists) {
            return placed.apply(this);
        }
    }

    /**
     * An order of this number was there before.
     *
     * @param same whether it says the same
     */
    record Exists(OrderId orderId, boolean same) implements Placing {
        @Override
        public <T> T match(Function<Placed, T> placed, Function<Exists, T> exists) {
            return exists.apply(this);
        }
    }
}
