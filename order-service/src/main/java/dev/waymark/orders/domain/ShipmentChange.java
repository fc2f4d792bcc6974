package dev.waymark.orders.domain;

import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.Milestone;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a customer could notice between two states of a parcel. */
public sealed interface ShipmentChange {

    <T> T match(Function<Moved, T> moved, Function<Retold, T> retold);

    /**
     * The parcel stands at another milestone.
     *
     * @param previous the milestone it left, absent at first sight
     */
    record Moved(Standing standing, @Nullable Milestone previous, ChangeOrigin origin) implements ShipmentChange {
        @Override
        public <T> T match(Function<Moved, T> moved, Function<Retold, T> retold) {
            return moved.apply(this);
        }
    }

    /** Something else is there to read; the parcel stands where it stood. */
    record Retold() implements ShipmentChange {
        @Override
        public <T> T match(Function<Moved, T> moved, Function<Retold, T> retold) {
            return retold.apply(this);
        }
    }
}
