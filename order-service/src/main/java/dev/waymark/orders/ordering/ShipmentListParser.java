package dev.waymark.orders.ordering;

import static java.util.stream.Collectors.joining;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the field {@code shipments}; detects the courier of a tracking number that comes without one. */
record ShipmentListParser(TrackingNumberDetector detector, CourierConnections connections) {

    private static final String CHECK_DIGIT_WRONG = "check-digit-wrong";

    /** Without duplicates, in the order of the request. */
    List<ShipmentAssignment> parse(ValidatingJsonReader json) {
        var named = new LinkedHashMap<ShipmentKey, ShipmentAssignment>();
        json.objects("shipments", Order.MAX_SHIPMENTS, this::shipment)
                .forEach(shipment -> named.putIfAbsent(shipment.key(), shipment));
        return List.copyOf(named.values());
    }

    @Nullable
    ShipmentAssignment shipment(ValidatingJsonReader json) {
        var named = json.parse("courier", 40, "2..31 of a-z, 0-9 and -", CourierCode::new);
        var number = json.parse("trackingNumber", 80, "1..50 letters, digits, and . _ / -", TrackingNumber::new);
        var addressable = DotSegments.check(json, "trackingNumber", number == null ? null : number.value());
        var direction = json.constant("direction", Direction.class);
        var items = json.objects("items", OrderRequestParser.MAX_ITEMS, ShipmentListParser::line);
        json.complete("trackingNumber");
        if (number == null || !addressable) {
            return null;
        }
        var courier = json.has("courier") ? named : detected(json, number);
        return courier == null
                ? null
                : checked(
                        json,
                        new ShipmentAssignment(
                                courier,
                                number,
                                direction == Direction.RETURN ? direction : null,
                                items.isEmpty() ? null : items));
    }

    static @Nullable OrderLine line(ValidatingJsonReader json) {
        var line = json.integer("line", 1, OrderRequestParser.MAX_ITEMS);
        var quantity = json.integer("quantity", 1, OrderRequestParser.MAX_QUANTITY);
        json.complete("line");
        return line == null ? null : new OrderLine(line, quantity);
    }

    private ShipmentAssignment checked(ValidatingJsonReader json, ShipmentAssignment shipment) {
        if (connections.isMissing(shipment.courier())) {
            json.warning(
                    "/courier",
                    "courier-not-connected",
                    "No webhooks of this courier come here: nothing will be known of the shipment. It is taken as it is.",
                    detector.detect(shipment.trackingNumber()).candidates().stream()
                            .filter(candidate -> !connections.isMissing(candidate.courier()))
                            .toList());
        }
        if (detector.isCheckDigitWrong(shipment.key())) {
            json.warning(
                    "/trackingNumber",
                    CHECK_DIGIT_WRONG,
                    "Its check digit does not fit the rest of it. It is taken as it is.");
        }
        return shipment;
    }

    private @Nullable CourierCode detected(ValidatingJsonReader json, TrackingNumber number) {
        var result = detector.detect(number);
        var couriers = result.couriers().stream().map(CourierCode::value).collect(joining(", "));
        switch (result.verdict()) {
            case CLEAR -> {
                return result.couriers().getFirst();
            }
            case AMBIGUOUS ->
                json.violation(
                        "/courier",
                        "courier-ambiguous",
                        "Expected: the courier, for the number may be of any of %s.".formatted(couriers),
                        result.candidates());
            case CHECK_DIGIT_WRONG ->
                json.violation(
                        "/trackingNumber",
                        CHECK_DIGIT_WRONG,
                        "Expected: a check digit that fits the rest of it, or the courier by name; it looks like %s."
                                .formatted(couriers),
                        result.candidates());
            case UNRECOGNISED ->
                json.violation(
                        "/courier",
                        "courier-unrecognised",
                        "Expected: the courier, for the number has no form that is known here.");
        }
        return null;
    }
}
