package dev.waymark.orders.placing;

import java.util.List;
import java.util.function.Function;

/** What became of a shop's words: what they say, or everything that is wrong with them at once. */
public sealed interface Read<V> {

    <T> T match(Function<Valid<V>, T> valid, Function<Invalid<V>, T> invalid);

    /**
     * It says {@code value}.
     *
     * @param warnings what looks wrong and is taken as it is
     */
    record Valid<V>(V value, List<Violation> warnings) implements Read<V> {
        public Valid {
            warnings = List.copyOf(warnings);
        }

        @Override
        public <T> T match(Function<Valid<V>, T> valid, Function<Invalid<V>, T> invalid) {
            return valid.apply(this);
        }
    }

    record Invalid<V>(List<Violation> violations) implements Read<V> {
        public Invalid {
            violations = List.copyOf(violations);
        }

        @Override
        public <T> T match(Function<Valid<V>, T> valid, Function<Invalid<V>, T> invalid) {
            return invalid.apply(this);
        }
    }
}
