package dev.waymark.orders.placing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.orders.recognition.Candidate;
import java.util.List;

/**
 * What is wrong with one part of what a shop sent.
 *
 * @param pointer where, as a JSON pointer
 * @param code which rule, for machines
 * @param detail which rule, for people; never the value itself
 * @param candidates whose tracking number it may be, the likeliest first, where that is the question
 */
public record Violation(
        String pointer,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Candidate> candidates) {

    public Violation {
        candidates = List.copyOf(candidates);
    }

    public Violation(String pointer, String code, String detail) {
        this(pointer, code, detail, List.of());
    }
}
