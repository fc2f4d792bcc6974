package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that were written to their topics once more.
 *
 * @param incomplete how many are not whole, and no more where they come from
 * @param left how many were not tried: more than one call takes
 * @param next cursor of the next call, which takes the rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RedrivenDeadLetters(
        int redriven, int incomplete, int left, @Nullable String next) {}
