package dev.waymark.orders.web;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.CourierCandidates;
import dev.waymark.contract.view.CourierCandidates.Verdict;
import dev.waymark.contract.view.ShopCouriers;
import dev.waymark.contract.view.ShopCouriers.ShopCourier;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.CourierConnections;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import dev.waymark.platform.web.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The couriers that are connected; and whose a tracking number is, with the result that attaching it without a courier would have. */
@RestController
@RequestMapping(path = "/api/couriers", produces = MediaType.APPLICATION_JSON_VALUE)
class CourierCandidatesController {

    private final TrackingNumberDetector detector;

    private final CourierConnections connections;

    CourierCandidatesController(TrackingNumberDetector detector, CourierConnections connections) {
        this.detector = detector;
        this.connections = connections;
    }

    @GetMapping
    ShopCouriers couriers() {
        return new ShopCouriers(connections.connected().stream()
                .map(courier ->
                        new ShopCourier(courier, detector.name(courier).orElse(null), detector.isRecognised(courier)))
                .toList());
    }

    @GetMapping("/candidates")
    CourierCandidates candidates(@RequestParam(required = false) @Nullable String trackingNumber) {
        var result = detector.detect(number(trackingNumber));
        var courier = result.verdict() == Verdict.CLEAR ? result.couriers().getFirst() : null;
        return new CourierCandidates(result.verdict(), courier, result.candidates());
    }

    private static TrackingNumber number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw refused("missing", "Expected: a value.");
        }
        return OrderQueries.parse(text, TrackingNumber::new)
                .orElseThrow(() -> refused("unreadable", "Expected: 1..50 letters, digits, and . _ / -."));
    }

    private static ProblemException refused(String code, String detail) {
        return ProblemException.invalid(List.of(new Violation("/trackingNumber", code, detail, List.of())));
    }
}
