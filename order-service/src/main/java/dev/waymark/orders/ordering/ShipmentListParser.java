package dev.waymark.orders.ordering;

import static java.util.stream.Collectors.joining;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.recognition.DetectionResult.Ambiguous;
import dev.waymark.orders.recognition.DetectionResult.CheckDigitWrong;
import dev.waymark.orders.recognition.DetectionResult.Detected;
import dev.waymark.orders.recognition.DetectionResult.Unrecognised;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the field {@code shipments}; detects the courier of a tracking number that comes without one. */
final class ShipmentListParser {

    private static final String CHECK_DIGIT_WRONG = "check-digit-wrong";

    private final TrackingNumberDetector detector;

    ShipmentListParser(TrackingNumberDetector detector) {
        this.detector = detector;
    }

    /** Without duplicates, in the order of the request. */
    List<ShipmentKey> parse(ValidatingJsonReader json) {
        return json.objects("shipments", Order.MAX_SHIPMENTS, this::shipment).stream()
                .distinct()
                .toList();
    }

    private @Nullable ShipmentKey shipment(ValidatingJsonReader json) {
        var named = json.parse("courier", 40, "2..31 of a-z, 0-9 and -", CourierCode::new);
        var number = json.parse("trackingNumber", 80, "1..50 letters, digits, and . _ / -", TrackingNumber::new);
        json.complete("trackingNumber");
        if (number == null) {
            return null;
        }
        var courier = json.has("courier") ? named : detected(json, number);
        return courier == null ? null : checked(json, new ShipmentKey(courier, number));
    }

    private ShipmentKey checked(ValidatingJsonReader json, ShipmentKey shipment) {
        if (detector.isCheckDigitWrong(shipment)) {
            json.warning(
                    "/trackingNumber",
                    CHECK_DIGIT_WRONG,
                    "Its check digit does not fit the rest of it. It is taken as it is.");
        }
        return shipment;
    }

    private @Nullable CourierCode detected(ValidatingJsonReader json, TrackingNumber number) {
        switch (detector.detect(number)) {
            case Detected(var courier, var _) -> {
                return courier;
            }
            case Ambiguous(var couriers, var candidates) ->
                json.violation(
                        "/courier",
                        "courier-ambiguous",
                        "Expected: the courier, for the number may be of any of %s.".formatted(listed(couriers)),
                        candidates);
            case CheckDigitWrong(var candidates) ->
                json.violation(
                        "/trackingNumber",
                        CHECK_DIGIT_WRONG,
                        "Expected: a check digit that fits the rest of it, or the courier by name; it looks like %s."
                                .formatted(listed(couriers(candidates))),
                        candidates);
            case Unrecognised() ->
                json.violation(
                        "/courier",
                        "courier-unrecognised",
                        "Expected: the courier, for the number has no form that is known here.");
        }
        return null;
    }

    private static List<CourierCode> couriers(List<CourierCandidate> candidates) {
        return candidates.stream().map(CourierCandidate::courier).distinct().toList();
    }

    private static String listed(Collection<CourierCode> couriers) {
        return couriers.stream().map(CourierCode::value).collect(joining(", "));
    }
}
