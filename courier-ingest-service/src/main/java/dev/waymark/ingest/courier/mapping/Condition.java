package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of a payload. Exactly one of the tests is given.
 *
 * @param at the fields in question; one that passes is enough
 * @param is the values that pass
 * @param matches the pattern that the whole value matches
 * @param containing the pattern that matches somewhere in the value
 * @param unlike the field that holds another value; where either holds none, nothing is unlike
 * @param present whether there has to be something, or must not be anything
 */
record Condition(
        @JsonProperty(required = true) List<RelativeJsonPointer> at,
        @Nullable Set<String> is,
        @Nullable TextPattern matches,
        @Nullable TextPattern containing,
        @Nullable RelativeJsonPointer unlike,
        @Nullable Boolean present) {

    Condition {
        at = List.copyOf(at);
        if (Stream.of(is, matches, containing, unlike, present)
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw new IllegalArgumentException(
                    "condition (expected: exactly one of is, matches, containing, unlike, present)");
        }
    }

    static boolean all(List<Condition> conditions, JsonContext scope) {
        for (var condition : conditions) {
            if (!condition.holds(scope)) {
                return false;
            }
        }
        return true;
    }

    static boolean holds(@Nullable Condition condition, JsonContext scope) {
        return condition != null && condition.holds(scope);
    }

    private boolean holds(JsonContext scope) {
        if (present != null) {
            return present == at.stream().anyMatch(place -> JsonText.isAnything(scope.at(place)));
        }
        for (var place : at) {
            var text = JsonText.of(scope.at(place));
            if (text != null && passes(text, scope)) {
                return true;
            }
        }
        return false;
    }

    private boolean passes(String text, JsonContext scope) {
        if (unlike != null) {
            var other = JsonText.of(scope.at(unlike));
            return other != null && !other.equals(text);
        }
        if (is != null) {
            return is.contains(text);
        }
        return (matches != null && matches.matches(text)) || (containing != null && containing.isIn(text));
    }
}
