package dev.waymark.orders.ordering;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.recognition.DetectionResult;
import dev.waymark.orders.recognition.DetectionResult.Ambiguous;
import dev.waymark.orders.recognition.DetectionResult.CheckDigitWrong;
import dev.waymark.orders.recognition.DetectionResult.Detected;
import dev.waymark.orders.recognition.DetectionResult.Unrecognised;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses the shipments of a request; detects the courier of a tracking number that comes without one. */
final class ShipmentListParser {

    private static final String CHECK_DIGIT_WRONG = "check-digit-wrong";

    private final TrackingNumberDetector detector;
    private final List<Violation> warnings = new ArrayList<>();

    ShipmentListParser(TrackingNumberDetector detector) {
        this.detector = detector;
    }

    List<ShipmentKey> read(ValidatingJsonReader fields) {
        return List.copyOf(fields.objects("shipments", Order.MAX_SHIPMENTS, this::shipment).stream()
                .collect(toCollection(LinkedHashSet::new)));
    }

    /** What looks wrong and is accepted. */
    List<Violation> warnings() {
        return warnings;
    }

    private @Nullable ShipmentKey shipment(ValidatingJsonReader fields) {
        var named = fields.parsed("courier", 40, "2..31 of a-z, 0-9 and -", CourierCode::new);
        var number = fields.parsed("trackingNumber", 80, "1..50 letters, digits, and . _ / -", TrackingNumber::new);
        if (!fields.has("trackingNumber")) {
            fields.missing("trackingNumber");
        }
        fields.nothingElse();
        if (number.isEmpty()) {
            return null;
        }
        var courier = fields.has("courier") ? named : detected(fields, number.orElseThrow());
        var shipment = courier.map(of -> new ShipmentKey(of, number.orElseThrow()));
        shipment.filter(detector::isCheckDigitWrong)
                .ifPresent(wrong -> warnings.add(fields.warning(
                        "/trackingNumber",
                        CHECK_DIGIT_WRONG,
                        "Its check digit does not fit the rest of it. It is taken as it is.")));
        return shipment.orElse(null);
    }

    private Optional<CourierCode> detected(ValidatingJsonReader fields, TrackingNumber number) {
        var result = detector.detect(number);
        return switch (result) {
            case Detected(var courier, _) -> Optional.of(courier);
            case Ambiguous(var couriers, _) ->
                refused(
                        fields,
                        "/courier",
                        "courier-ambiguous",
                        "Expected: the courier, for the number may be of any of %s.".formatted(listed(couriers)),
                        result);
            case CheckDigitWrong(_) ->
                refused(
                        fields,
                        "/trackingNumber",
                        CHECK_DIGIT_WRONG,
                        "Expected: a check digit that fits the rest of it, or the courier by name; it looks like %s."
                                .formatted(listed(couriers(result))),
                        result);
            case Unrecognised() ->
                refused(
                        fields,
                        "/courier",
                        "courier-unrecognised",
                        "Expected: the courier, for the number has no form that is known here.",
                        result);
        };
    }

    private static Optional<CourierCode> refused(
            ValidatingJsonReader fields, String path, String code, String detail, DetectionResult result) {
        fields.violation(path, code, detail, result.candidates());
        return Optional.empty();
    }

    private static List<CourierCode> couriers(DetectionResult result) {
        return result.candidates().stream()
                .map(candidate -> candidate.courier())
                .distinct()
                .toList();
    }

    private static String listed(List<CourierCode> couriers) {
        return couriers.stream().map(CourierCode::value).collect(joining(", "));
    }
}
