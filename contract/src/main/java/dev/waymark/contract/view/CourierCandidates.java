package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Possible couriers of a tracking number.
 *
 * @param courier present only when the verdict is clear
 * @param candidates the likeliest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CourierCandidates(Verdict verdict, @Nullable CourierCode courier, List<CourierCandidate> candidates) {

    /** The result of attaching the number without a courier. */
    public enum Verdict {
        CLEAR,
        AMBIGUOUS,
        CHECK_DIGIT_WRONG,
        UNRECOGNISED
    }
}
