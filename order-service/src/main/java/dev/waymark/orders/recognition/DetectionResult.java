package dev.waymark.orders.recognition;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.contract.view.CourierCandidates.Verdict;
import java.util.List;

/**
 * Which courier a tracking number belongs to, as far as the number alone shows it.
 *
 * @param couriers whose it may be: one when the verdict is clear, with a likelihood of at least
 *     {@link TrackingNumberDetector#CLEAR}; also those whose number format is unknown when it is ambiguous
 * @param candidates the matches, the likeliest first
 */
public record DetectionResult(Verdict verdict, List<CourierCode> couriers, List<CourierCandidate> candidates) {

    public DetectionResult {
        couriers = List.copyOf(couriers);
        candidates = List.copyOf(candidates);
    }
}
