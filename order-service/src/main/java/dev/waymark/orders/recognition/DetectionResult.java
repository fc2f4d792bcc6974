package dev.waymark.orders.recognition;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.CourierCandidate;
import java.util.List;

/** Which courier a tracking number belongs to, as far as the number alone shows it. */
public sealed interface DetectionResult {

    /** The likeliest first. */
    List<CourierCandidate> candidates();

    /** One courier, with a likelihood of at least {@link TrackingNumberDetector#CLEAR}. */
    record Detected(CourierCode courier, List<CourierCandidate> candidates) implements DetectionResult {
        public Detected {
            candidates = List.copyOf(candidates);
        }
    }

    /** Several couriers, including those whose number format is unknown. */
    record Ambiguous(List<CourierCode> couriers, List<CourierCandidate> candidates) implements DetectionResult {
        public Ambiguous {
            couriers = List.copyOf(couriers);
            candidates = List.copyOf(candidates);
        }
    }

    /** The number matches at least one format, and its check digit is wrong in each. */
    record CheckDigitWrong(List<CourierCandidate> candidates) implements DetectionResult {
        public CheckDigitWrong {
            candidates = List.copyOf(candidates);
        }
    }

    /** The number matches no known format. */
    record Unrecognised() implements DetectionResult {
        @Override
        public List<CourierCandidate> candidates() {
            return List.of();
        }
    }
}
