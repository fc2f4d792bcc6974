package dev.waymark.orders.ordering;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Problem;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.ChangeResult.Appended;
import dev.waymark.orders.ordering.ChangeResult.OrderUnknown;
import dev.waymark.orders.ordering.ChangeResult.PersonErased;
import dev.waymark.orders.ordering.ChangeResult.ShipmentUnknown;
import dev.waymark.orders.ordering.ChangeResult.Unfitting;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import dev.waymark.orders.ordering.PlacementResult.AlreadyExists;
import dev.waymark.orders.ordering.PlacementResult.Placed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what shops publish on the topic {@code shop.orders}, with the same checks and effects as by HTTP. A record without
 * {@code type} is an order; of any other type it says which order it changes, and then what a request would.
 */
public record OrderRecords(
        OrderRequestParser parser,
        OrderIntake intake,
        OrderChanges changes,
        OrderAmender amender,
        ShipmentBounds bounds) {

    /** One request id for all orders: one that is published again is the same order. */
    private static final String REQUEST = "shop.orders";

    /**
     * What became of a record.
     *
     * @param errors why nothing did
     */
    public record Result(List<Violation> errors, List<Violation> warnings) {

        public Result {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }

        static Result refused(Violation... errors) {
            return new Result(List.of(errors), List.of());
        }
    }

    /**
     * Takes one record.
     *
     * @param key of it, which decides about the order of records and so must be the order's number
     * @param request by which it is known when it comes again
     */
    public Mono<Result> take(JsonNode body, String key, String request) {
        return mismatch(key, body)
                .map(mismatch -> Mono.just(new Result(
                        Stream.concat(Stream.of(mismatch), orderErrors(body).stream())
                                .toList(),
                        List.of())))
                .orElseGet(() -> process(body, request));
    }

    /** All that is wrong with it is said at once. */
    private List<Violation> orderErrors(JsonNode body) {
        return isOrder(body)
                        && parser.ofRecords().parseOrder(without(body, "type")) instanceof Invalid<?>(var violations)
                ? violations
                : List.of();
    }

    private static boolean isOrder(JsonNode body) {
        return type(body).equals("order");
    }

    private static String type(JsonNode body) {
        return body.path("type").stringValue("order");
    }

    private Mono<Result> process(JsonNode body, String request) {
        var records = parser.ofRecords();
        if (isOrder(body)) {
            return placed(records.parseOrder(without(body, "type")));
        }
        var number = number(body);
        if (number.isEmpty()) {
            return Mono.just(
                    Result.refused(violation("/orderNumber", "unreadable", "Expected: the number of the order.")));
        }
        return change(type(body), number.orElseThrow(), without(body, "type", "orderNumber"), records, request);
    }

    private Mono<Result> change(
            String type, OrderNumber order, JsonNode body, OrderRequestParser records, String request) {
        return switch (type) {
            case "attach-shipments" ->
                changed(
                        records.parseShipments(body),
                        shipments -> bounded(order, shipments, null, changes.attach(order, shipments, request)));
            case "detach-shipment" ->
                changed(records.parseShipment(body), shipment -> changes.detach(order, shipment.key(), request));
            case "replace-shipment" ->
                changed(
                        records.parseShipment(body.path("replaced")),
                        replaced -> replaced(
                                order, replaced.key(), records.parseShipment(body.path("replacement")), request));
            case "cancel" -> changed(records.parseCancellation(body), lines -> changes.cancel(order, lines, request));
            case "reach-state" ->
                changed(
                        records.parseState(body),
                        reached -> changes.reach(order, reached.state(), reached.occurredAt(), request));
            case "amend" ->
                changed(records.parsePatch(body.path("patch")), patch -> amender.amend(order, patch, request));
            case "revoke-links" -> changed(records.parseEmpty(body), _ -> changes.revokeLinks(order, request));
            default ->
                Mono.just(
                        Result.refused(violation("/type", "unknown-type", "Expected: a kind of record that we know.")));
        };
    }

    private Mono<ChangeResult> replaced(
            OrderNumber order, ShipmentKey replaced, ParseResult<ShipmentAssignment> replacement, String request) {
        return switch (replacement) {
            case Valid<ShipmentAssignment>(var valid, var _) ->
                bounded(order, List.of(valid), replaced, changes.replace(order, replaced, valid, request));
            case Invalid<ShipmentAssignment>(var violations) -> Mono.just(new Unfitting(violations));
        };
    }

    private Mono<ChangeResult> bounded(
            OrderNumber order,
            List<ShipmentAssignment> shipments,
            @Nullable ShipmentKey replaced,
            Mono<ChangeResult> change) {
        var keys = shipments.stream().map(ShipmentAssignment::key).toList();
        return bounds.violations(OrderId.of(order), keys, replaced)
                .flatMap(violations -> violations.isEmpty() ? change : Mono.just(new Unfitting(violations)));
    }

    private Mono<Result> placed(ParseResult<ShopOrder> parsed) {
        return switch (parsed) {
            case Invalid<ShopOrder>(var violations) -> Mono.just(new Result(violations, List.of()));
            case Valid<ShopOrder> valid ->
                bounds.limited(valid)
                        .flatMap(within -> intake.place(within.value(), REQUEST).map(result -> switch (result) {
                            case Placed _ -> new Result(List.of(), within.warnings());
                            case AlreadyExists(var _, var sameContent) ->
                                sameContent
                                        ? new Result(List.of(), within.warnings())
                                        : Result.refused(violation(
                                                "/orderNumber",
                                                Problem.ORDER_EXISTS.slug(),
                                                "Expected: another number, or a change of this order."));
                        }));
        };
    }

    private static <T> Mono<Result> changed(ParseResult<T> parsed, Function<T, Mono<ChangeResult>> change) {
        return switch (parsed) {
            case Invalid<T>(var violations) -> Mono.just(new Result(violations, List.of()));
            case Valid<T> valid ->
                change.apply(valid.value()).map(result -> switch (result) {
                    case Appended(var warnings) ->
                        new Result(List.of(), valid.with(warnings).warnings());
                    case Unfitting(var violations) -> new Result(violations, List.of());
                    case OrderUnknown() ->
                        Result.refused(violation(
                                "/orderNumber", Problem.ORDER_UNKNOWN.slug(), "Expected: an order that was placed."));
                    case ShipmentUnknown() ->
                        Result.refused(violation(
                                "/trackingNumber",
                                Problem.SHIPMENT_UNKNOWN.slug(),
                                "Expected: a shipment of the order."));
                    case PersonErased() ->
                        Result.refused(violation(
                                "", Problem.PERSON_ERASED.slug(), "Nobody knows any more what would be corrected."));
                });
        };
    }

    /** Records of one order under two keys would be read in any order. */
    private static Optional<Violation> mismatch(String key, JsonNode body) {
        return number(body)
                .filter(number ->
                        !Optional.of(key).flatMap(OrderRecords::parsed).equals(Optional.of(number)))
                .map(_ -> violation("", "key-mismatch", "Expected: the order number as key of the record."));
    }

    private static Optional<OrderNumber> number(JsonNode body) {
        return parsed(body.path("orderNumber").stringValue(""));
    }

    private static Optional<OrderNumber> parsed(String text) {
        try {
            return Optional.of(new OrderNumber(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static JsonNode without(JsonNode body, String... fields) {
        return body instanceof ObjectNode object ? object.deepCopy().remove(List.of(fields)) : body;
    }

    private static Violation violation(String pointer, String code, String detail) {
        return new Violation(pointer, code, detail, List.of());
    }
}
