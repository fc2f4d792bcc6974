package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What must be true of a payload. Exactly one of the three tests is given.
 *
 * @param at the fields in question; one that passes is enough
 * @param is the values that pass
 * @param matches the pattern that the whole value matches
 * @param present whether there has to be a value, or must not be any
 */
record Condition(
        @JsonProperty(required = true) List<JsonPointer> at,
        @Nullable Set<String> is,
        @Nullable Pattern matches,
        @Nullable Boolean present) {

    Condition {
        at = List.copyOf(at);
        if (Stream.of(is, matches, present).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException("condition (expected: exactly one of is, matches, present)");
        }
    }

    static boolean all(List<Condition> conditions, JsonNode node) {
        for (var condition : conditions) {
            if (!condition.holds(node)) {
                return false;
            }
        }
        return true;
    }

    boolean holds(JsonNode node) {
        if (present != null && !present) {
            return at.stream().allMatch(place -> Texts.of(node.at(place)) == null);
        }
        for (var place : at) {
            var text = Texts.of(node.at(place));
            if (text != null && passes(text)) {
                return true;
            }
        }
        return false;
    }

    private boolean passes(String text) {
        if (is != null) {
            return is.contains(text);
        }
        return matches == null || matches.matcher(text).matches();
    }
}
