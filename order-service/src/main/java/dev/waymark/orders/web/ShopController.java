package dev.waymark.orders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Problem;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.AttachedShipments;
import dev.waymark.contract.view.ChangedOrder;
import dev.waymark.contract.view.DetachedShipment;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.PlacedOrder;
import dev.waymark.contract.view.RevokedLinks;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.ChangeResult;
import dev.waymark.orders.ordering.ChangeResult.Appended;
import dev.waymark.orders.ordering.ChangeResult.OrderUnknown;
import dev.waymark.orders.ordering.ChangeResult.PersonErased;
import dev.waymark.orders.ordering.ChangeResult.ShipmentUnknown;
import dev.waymark.orders.ordering.ChangeResult.Unfitting;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.Completed;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.InProgress;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.PayloadMismatch;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.Started;
import dev.waymark.orders.ordering.IdempotencyStore.StoredResponse;
import dev.waymark.orders.ordering.IdempotentExecutor;
import dev.waymark.orders.ordering.OrderAmender;
import dev.waymark.orders.ordering.OrderChanges;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.ordering.ParseResult;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import dev.waymark.orders.ordering.PlacementResult;
import dev.waymark.orders.ordering.PlacementResult.AlreadyExists;
import dev.waymark.orders.ordering.PlacementResult.Placed;
import dev.waymark.orders.ordering.ShipmentBounds;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProblemResponse;
import java.net.URLEncoder;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The shops' API: place an order, attach shipments, read both. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class ShopController {

    /** Of ASCII, as a string of RFC 9651 is: what other bytes of a header stand for, nobody can say. */
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[ -~]{1,255}");

    /** RFC 7396. */
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final OrderRequestParser parser;
    private final OrderIntake intake;
    private final OrderChanges changes;
    private final OrderAmender amender;
    private final ShipmentBounds bounds;
    private final IdempotentExecutor idempotent;
    private final OrderQueries queries;
    private final JsonMapper json;

    ShopController(
            OrderRequestParser parser,
            OrderIntake intake,
            OrderChanges changes,
            OrderAmender amender,
            ShipmentBounds bounds,
            IdempotentExecutor idempotent,
            OrderQueries queries,
            JsonMapper json) {
        this.parser = parser;
        this.intake = intake;
        this.changes = changes;
        this.amender = amender;
        this.bounds = bounds;
        this.idempotent = idempotent;
        this.queries = queries;
        this.json = json;
    }

    @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> place(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return once("POST /api/orders", key, body, parser::parseOrder, this::place)
                .map(this::withLink);
    }

    /** The answer is stored, and the store holds no secret that opens an order. */
    private ResponseEntity<byte[]> withLink(ResponseEntity<byte[]> answer) {
        if (answer.getStatusCode() != HttpStatus.CREATED || answer.getBody() == null) {
            return answer;
        }
        var placed = (ObjectNode) json.readTree(answer.getBody());
        var link = queries.shopLink(new OrderId(placed.path("orderId").asString()));
        placed.put("link", link.url());
        return new ResponseEntity<>(json.writeValueAsBytes(placed), answer.getHeaders(), answer.getStatusCode());
    }

    private Mono<StoredResponse> place(Valid<ShopOrder> order, String requestId) {
        return bounds.limited(order)
                .flatMap(within ->
                        intake.place(within.value(), requestId).map(result -> answer(within, result, requestId)));
    }

    private StoredResponse answer(Valid<ShopOrder> order, PlacementResult result, String requestId) {
        return switch (result) {
            case Placed(var id, var number) ->
                response(
                        HttpStatus.CREATED,
                        number,
                        new PlacedOrder(id, number, order.value().shipmentKeys(), order.warnings(), null));
            case AlreadyExists(var _, var sameContent) ->
                problem(
                        Problem.ORDER_EXISTS,
                        sameContent
                                ? "It was placed before, by another request."
                                : "It was placed before and says something else.",
                        requestId);
        };
    }

    @PostMapping(path = "/orders/{orderNumber}/shipments", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> attach(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return change(
                "POST",
                orderNumber,
                "/shipments",
                key,
                body,
                parser::parseShipments,
                (number, shipments, request) -> {
                    var keys = shipments.stream().map(ShipmentAssignment::key).toList();
                    return bounded(number, keys, changes.attach(number, shipments, request));
                },
                (_, request) -> attached(request.value(), request.warnings()));
    }

    private static AttachedShipments attached(List<ShipmentAssignment> shipments, List<Violation> warnings) {
        return new AttachedShipments(
                shipments.stream().map(ShipmentAssignment::key).toList(), warnings);
    }

    @DeleteMapping("/orders/{orderNumber}/shipments/{courier}/{trackingNumber}")
    Mono<ResponseEntity<byte[]>> detach(
            @PathVariable String orderNumber,
            @PathVariable String courier,
            @PathVariable String trackingNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var shipment = shipmentKey(courier, trackingNumber);
        return change(
                "DELETE",
                orderNumber,
                "/shipments/" + shipment,
                key,
                JsonNodeFactory.instance.objectNode(),
                parser::parseEmpty,
                (number, _, request) -> changes.detach(number, shipment, request),
                (number, _) -> new DetachedShipment(number, shipment));
    }

    @PostMapping(
            path = "/orders/{orderNumber}/shipments/{courier}/{trackingNumber}/replacement",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> replace(
            @PathVariable String orderNumber,
            @PathVariable String courier,
            @PathVariable String trackingNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        var replaced = shipmentKey(courier, trackingNumber);
        return change(
                "POST",
                orderNumber,
                "/shipments/" + replaced + "/replacement",
                key,
                body,
                parser::parseShipment,
                (number, replacement, request) -> bounds.violations(
                                OrderId.of(number), List.of(replacement.key()), replaced)
                        .flatMap(violations -> violations.isEmpty()
                                ? changes.replace(number, replaced, replacement, request)
                                : Mono.error(ProblemException.invalid(atTheRoot(violations)))),
                (_, request) -> attached(List.of(request.value()), request.warnings()));
    }

    /** The body is the only one of the list. */
    private static List<Violation> atTheRoot(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new Violation(
                        violation.pointer().replaceFirst("^/shipments(/0)?", ""),
                        violation.code(),
                        violation.detail(),
                        violation.candidates()))
                .toList();
    }

    @PostMapping(path = "/orders/{orderNumber}/cancellation", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> cancel(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return change(
                "POST",
                orderNumber,
                "/cancellation",
                key,
                body,
                parser::parseCancellation,
                changes::cancel,
                ShopController::changed);
    }

    @PostMapping(path = "/orders/{orderNumber}/states", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> reach(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return change(
                "POST",
                orderNumber,
                "/states",
                key,
                body,
                parser::parseState,
                (number, reached, request) -> changes.reach(number, reached.state(), reached.occurredAt(), request),
                ShopController::changed);
    }

    /** Plain JSON is read as the same: many clients have no other type to send. */
    @PatchMapping(
            path = "/orders/{orderNumber}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    Mono<ResponseEntity<byte[]>> amend(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return change("PATCH", orderNumber, "", key, body, parser::parsePatch, amender::amend, ShopController::changed);
    }

    private static ChangedOrder changed(OrderNumber number, Valid<?> change) {
        return new ChangedOrder(number, change.warnings());
    }

    @PostMapping(path = "/orders/{orderNumber}/links/revocation", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> revokeLinks(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return change(
                "POST",
                orderNumber,
                "/links/revocation",
                key,
                body,
                parser::parseEmpty,
                (number, _, request) -> changes.revokeLinks(number, request),
                (number, _) -> new RevokedLinks(number));
    }

    /** Of an order, which has to be there. */
    private <T> Mono<ResponseEntity<byte[]>> change(
            String method,
            String orderNumber,
            String part,
            @Nullable String key,
            JsonNode body,
            Function<JsonNode, ParseResult<T>> validation,
            Change<T> change,
            BiFunction<OrderNumber, Valid<T>, Object> answer) {
        var route = method + " /api/orders/" + orderNumber + part;
        return once(route, key, body, validation, (request, requestId) -> {
            var number = number(orderNumber);
            return change.apply(number, request.value(), requestId).map(result -> switch (result) {
                case Appended(var warnings) ->
                    response(HttpStatus.ACCEPTED, number, answer.apply(number, request.with(warnings)));
                case Unfitting(var violations) -> throw ProblemException.invalid(violations);
                case OrderUnknown() -> problem(Problem.ORDER_UNKNOWN, "Place the order first.", requestId);
                case ShipmentUnknown() ->
                    problem(Problem.SHIPMENT_UNKNOWN, "The order was never sent in it.", requestId);
                case PersonErased() ->
                    problem(Problem.PERSON_ERASED, "Nobody knows any more what would be corrected.", requestId);
            });
        });
    }

    @FunctionalInterface
    private interface Change<T> {

        Mono<ChangeResult> apply(OrderNumber number, T change, String requestId);
    }

    private <T> Mono<T> bounded(OrderNumber number, List<ShipmentKey> shipments, Mono<T> work) {
        return bounds.violations(OrderId.of(number), shipments, null)
                .flatMap(violations -> violations.isEmpty() ? work : Mono.error(ProblemException.invalid(violations)));
    }

    /** Validates the body, and does the {@code work} once for each key. */
    private <T> Mono<ResponseEntity<byte[]>> once(
            String route,
            @Nullable String key,
            JsonNode body,
            Function<JsonNode, ParseResult<T>> validation,
            BiFunction<Valid<T>, String, Mono<StoredResponse>> work) {
        var requestId = idempotent.requestId(route, keyOf(key));
        var request = valid(validation.apply(body));
        return idempotent
                .execute(requestId, body.toString(), Mono.defer(() -> work.apply(request, requestId)))
                .map(ShopController::response);
    }

    @GetMapping("/orders/{orderNumber}")
    Mono<ResponseEntity<OrderView>> order(@PathVariable String orderNumber) {
        return queries.forShop(number(orderNumber))
                .switchIfEmpty(Mono.error(ShopController::orderUnknown))
                .map(OrderResponses::withETag);
    }

    @GetMapping("/shipments/{courier}/{trackingNumber}")
    Mono<ResponseEntity<ShipmentView>> shipment(@PathVariable String courier, @PathVariable String trackingNumber) {
        return queries.shipment(shipmentKey(courier, trackingNumber))
                .switchIfEmpty(Mono.error(ShopController::shipmentUnknown))
                .map(this::withETag);
    }

    private static ShipmentKey shipmentKey(String courier, String trackingNumber) {
        return OrderQueries.parse(courier + ":" + trackingNumber, ShipmentKey::parse)
                .orElseThrow(ShopController::shipmentUnknown);
    }

    private static ProblemException shipmentUnknown() {
        return ProblemException.of(Problem.SHIPMENT_UNKNOWN, "No order and no courier named it.");
    }

    private ResponseEntity<ShipmentView> withETag(ShipmentView shipment) {
        return OrderResponses.withETag(shipment, json.writeValueAsBytes(shipment));
    }

    static OrderNumber number(String orderNumber) {
        return OrderQueries.parse(orderNumber, OrderNumber::new).orElseThrow(ShopController::orderUnknown);
    }

    static ProblemException orderUnknown() {
        return ProblemException.of(Problem.ORDER_UNKNOWN, "Check the number on the confirmation.");
    }

    private static ResponseEntity<byte[]> response(IdempotencyState state) {
        return switch (state) {
            case Started() -> throw new IllegalStateException("a request was started and not completed");
            case InProgress() ->
                throw ProblemException.of(Problem.IDEMPOTENCY_KEY_IN_USE, "Wait for its answer, or ask again.");
            case PayloadMismatch() ->
                throw ProblemException.of(Problem.IDEMPOTENCY_KEY_REUSED, "Take a new key for a new request.");
            case Completed(var response) -> response(response);
        };
    }

    private static ResponseEntity<byte[]> response(StoredResponse stored) {
        var response = ResponseEntity.status(stored.status())
                .contentType(stored.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON);
        if (stored.status() >= 400) {
            response.header(HttpHeaders.CONTENT_LANGUAGE, "en");
        }
        if (stored.location() != null) {
            response.header(HttpHeaders.LOCATION, stored.location());
        }
        return response.body(stored.body().getBytes(UTF_8));
    }

    private StoredResponse response(HttpStatus status, OrderNumber number, Object body) {
        return new StoredResponse(status.value(), location(number), json.writeValueAsString(body));
    }

    private StoredResponse problem(Problem problem, String detail, String requestId) {
        var body = ProblemResponse.body(ProblemException.of(problem, detail), requestId);
        return new StoredResponse(problem.status(), null, json.writeValueAsString(body));
    }

    private static String location(OrderNumber number) {
        return "/api/orders/" + URLEncoder.encode(number.value(), UTF_8).replace("+", "%20");
    }

    /** The draft asks for a quoted string; most clients send it bare. Both are one key. */
    private static String keyOf(@Nullable String header) {
        var key = header == null ? "" : header.strip();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (key.isBlank() || !IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw ProblemException.of(Problem.IDEMPOTENCY_KEY_MISSING);
        }
        return key;
    }

    private static <T> Valid<T> valid(ParseResult<T> result) {
        return switch (result) {
            case Valid<T> valid -> valid;
            case Invalid<T>(var violations) -> throw ProblemException.invalid(violations);
        };
    }
}
