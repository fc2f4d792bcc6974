package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A broken rule in a shop's request.
 *
 * @param pointer JSON pointer to the field
 * @param code the rule, for machines
 * @param detail the rule, for people; never contains the value
 * @param candidates possible couriers of the tracking number, the likeliest first; only where the courier is in question
 */
public record Violation(
        String pointer,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CourierCandidate> candidates) {

    /** None are not written. */
    @SuppressWarnings("NullAway")
    public Violation {
        candidates = candidates == null ? List.of() : List.copyOf(candidates);
    }
}
