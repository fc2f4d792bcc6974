package dev.waymark.orders.kafka;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import dev.waymark.orders.ordering.PlacementResult.AlreadyExists;
import dev.waymark.orders.ordering.PlacementResult.Placed;
import dev.waymark.orders.ordering.ShipmentBounds;
import dev.waymark.orders.projection.UnprocessableEvent;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes the orders that shops publish, with the same checks as by HTTP; an invalid one goes to the dead letters with its reason. */
record ShopOrderRecords(OrderRequestParser parser, OrderIntake intake, ShipmentBounds bounds) {

    private static final Logger log = LoggerFactory.getLogger(ShopOrderRecords.class);

    /** One request id for all records: an order that is published again is the same order. */
    private static final String REQUEST = "shop.orders";

    Mono<Void> take(List<JsonNode> records) {
        return Flux.fromIterable(records).concatMap(this::take).then();
    }

    private Mono<Void> take(JsonNode order) {
        return switch (parser.parseOrder(order)) {
            case Valid<ShopOrder>(var valid, var warnings) ->
                bounds.violations(OrderId.of(valid.orderNumber()), valid.shipments())
                        .flatMap(violations ->
                                violations.isEmpty() ? place(valid, warnings) : Mono.error(invalid(violations)));
            case Invalid<ShopOrder>(var violations) -> Mono.error(invalid(violations));
        };
    }

    private static UnprocessableEvent invalid(List<Violation> violations) {
        return new UnprocessableEvent(reason(violations));
    }

    private Mono<Void> place(ShopOrder order, List<Violation> warnings) {
        return intake.place(order, REQUEST).flatMap(result -> switch (result) {
            case Placed(var id, var _) -> {
                logWarnings(id, warnings);
                yield Mono.empty();
            }
            case AlreadyExists(var id, var sameContent) ->
                sameContent ? Mono.empty() : Mono.error(new UnprocessableEvent("order-exists: " + id));
        });
    }

    /** A publisher gets no response, so the log is where warnings can be seen. */
    private static void logWarnings(OrderId order, List<Violation> warnings) {
        warnings.forEach(warning -> log.warn("shop order accepted with warning: order={} {}", order, reason(warning)));
    }

    /** Pointer and rule, never the value: a reason becomes a header, and headers are logged. */
    private static String reason(List<Violation> violations) {
        return violations.stream()
                .limit(10)
                .map(ShopOrderRecords::reason)
                .collect(Collectors.joining(", ", "invalid: ", ""));
    }

    private static String reason(Violation violation) {
        return violation.pointer() + " " + violation.code();
    }
}
