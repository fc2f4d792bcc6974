package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a payload, with exactly one test.
 *
 * @param at the fields to test; one that passes is enough
 * @param is the values that pass
 * @param matches the pattern that the whole value matches
 * @param containing the pattern that matches somewhere in the value
 * @param differsFrom the field that holds another value; a field without a value differs from none
 * @param present whether there must be a value, or must be none
 */
record Condition(
        @JsonProperty(required = true) List<RelativeJsonPointer> at,
        Set<String> is,
        @Nullable TextPattern matches,
        @Nullable TextPattern containing,
        @JsonAlias("unlike") @Nullable RelativeJsonPointer differsFrom,
        @Nullable Boolean present)
        implements Rule {

    Condition {
        at = List.copyOf(at);
        var givenTests = Stream.of(is.isEmpty() ? null : is, matches, containing, differsFrom, present)
                .filter(Objects::nonNull);
        check(
                givenTests.count() == 1,
                "condition (expected: exactly one of is, matches, containing, differsFrom, present)");
    }

    static boolean allHold(List<Condition> conditions, JsonContext context) {
        for (var condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }

    static boolean holds(@Nullable Condition condition, JsonContext context) {
        return condition != null && condition.holds(context);
    }

    /** The fields whose values are compared with the mapping's own; a pattern may search a sentence of somebody's. */
    @Override
    public Stream<RelativeJsonPointer> visible() {
        return is.isEmpty() ? Stream.empty() : at.stream();
    }

    private boolean holds(JsonContext context) {
        if (present != null) {
            return present == at.stream().anyMatch(pointer -> JsonText.isPresent(context.at(pointer)));
        }
        for (var pointer : at) {
            var text = JsonText.of(context.at(pointer));
            if (text != null && passes(text, context)) {
                return true;
            }
        }
        return false;
    }

    private boolean passes(String text, JsonContext context) {
        if (differsFrom != null) {
            var other = JsonText.of(context.at(differsFrom));
            return other != null && !other.equals(text);
        }
        return is.contains(text)
                || (matches != null && matches.matches(text))
                || (containing != null && containing.isIn(text));
    }
}
