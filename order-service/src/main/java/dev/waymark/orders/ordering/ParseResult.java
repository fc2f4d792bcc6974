package dev.waymark.orders.ordering;

import dev.waymark.contract.view.Violation;
import java.util.List;
import java.util.stream.Stream;

/** A parsed request, or all rules that it breaks. */
public sealed interface ParseResult<V> {

    /** A request without violations; {@code warnings} names what looks wrong and is accepted as it is. */
    record Valid<V>(V value, List<Violation> warnings) implements ParseResult<V> {
        public Valid {
            warnings = List.copyOf(warnings);
        }

        /** The same, with what else looks wrong. */
        public Valid<V> with(List<Violation> more) {
            return new Valid<>(
                    value, Stream.concat(warnings.stream(), more.stream()).toList());
        }
    }

    record Invalid<V>(List<Violation> violations) implements ParseResult<V> {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
