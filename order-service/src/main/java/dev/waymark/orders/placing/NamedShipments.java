package dev.waymark.orders.placing;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.recognition.Recogniser;
import dev.waymark.orders.recognition.Recognition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parcels that a shop names, by courier and number or by the number alone. */
final class NamedShipments {

    private static final String CHECK_DIGIT_WRONG = "check-digit-wrong";

    private final Recogniser recogniser;
    private final List<Violation> warnings = new ArrayList<>();

    NamedShipments(Recogniser recogniser) {
        this.recogniser = recogniser;
    }

    List<ShipmentKey> read(JsonFields fields) {
        return List.copyOf(fields.objects("shipments", Order.MAX_SHIPMENTS, this::shipment).stream()
                .collect(toCollection(LinkedHashSet::new)));
    }

    /** What looked wrong and was taken. */
    List<Violation> warnings() {
        return warnings;
    }

    private @Nullable ShipmentKey shipment(JsonFields fields) {
        var named = fields.parsed("courier", 40, "2..31 of a-z, 0-9 and -", CourierCode::new);
        var number = fields.parsed("trackingNumber", 80, "1..50 letters, digits, and . _ / -", TrackingNumber::new);
        if (!fields.has("trackingNumber")) {
            fields.missing("trackingNumber");
        }
        fields.nothingElse();
        if (number.isEmpty()) {
            return null;
        }
        var courier = fields.has("courier") ? named : recognised(fields, number.orElseThrow());
        var shipment = courier.map(of -> new ShipmentKey(of, number.orElseThrow()));
        shipment.filter(recogniser::isCheckDigitWrong)
                .ifPresent(wrong -> warnings.add(fields.warning(
                        "/trackingNumber",
                        CHECK_DIGIT_WRONG,
                        "Its check digit does not fit the rest of it. It is taken as it is.")));
        return shipment.orElse(null);
    }

    private Optional<CourierCode> recognised(JsonFields fields, TrackingNumber number) {
        var recognition = recogniser.recognise(number);
        return recognition.match(
                clear -> Optional.of(clear.courier()),
                ambiguous -> refused(
                        fields,
                        "/courier",
                        "courier-ambiguous",
                        "Expected: the courier, for the number may be of any of %s."
                                .formatted(listed(ambiguous.couriers())),
                        recognition),
                wrong -> refused(
                        fields,
                        "/trackingNumber",
                        CHECK_DIGIT_WRONG,
                        "Expected: a check digit that fits the rest of it, or the courier by name; it looks like %s."
                                .formatted(listed(couriers(wrong))),
                        recognition),
                unrecognised -> refused(
                        fields,
                        "/courier",
                        "courier-unrecognised",
                        "Expected: the courier, for the number has no form that is known here.",
                        recognition));
    }

    private static Optional<CourierCode> refused(
            JsonFields fields, String path, String code, String detail, Recognition recognition) {
        fields.violation(path, code, detail, recognition.candidates());
        return Optional.empty();
    }

    private static List<CourierCode> couriers(Recognition recognition) {
        return recognition.candidates().stream()
                .map(candidate -> candidate.courier())
                .distinct()
                .toList();
    }

    private static String listed(List<CourierCode> couriers) {
        return couriers.stream().map(CourierCode::value).collect(joining(", "));
    }
}
