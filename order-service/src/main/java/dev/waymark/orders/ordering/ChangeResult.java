package dev.waymark.orders.ordering;

import dev.waymark.contract.view.Violation;
import java.util.List;

/** The outcome of changing an order. */
public sealed interface ChangeResult {

    /**
     * The change is in the log.
     *
     * @param warnings what looks wrong and was taken
     */
    record Appended(List<Violation> warnings) implements ChangeResult {
        public Appended {
            warnings = List.copyOf(warnings);
        }
    }

    /** The change does not fit the order. */
    record Unfitting(List<Violation> violations) implements ChangeResult {
        public Unfitting {
            violations = List.copyOf(violations);
        }
    }

    record OrderUnknown() implements ChangeResult {}

    /** The order is not, and was not, sent in this shipment. */
    record ShipmentUnknown() implements ChangeResult {}

    /** The key of the customer is destroyed: nobody knows any more what would be corrected. */
    record PersonErased() implements ChangeResult {}
}
