package dev.waymark.orders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Problem;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.AttachedShipments;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.PlacedOrder;
import dev.waymark.contract.view.RevokedLinks;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.Completed;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.InProgress;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.PayloadMismatch;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.Started;
import dev.waymark.orders.ordering.IdempotencyStore.StoredResponse;
import dev.waymark.orders.ordering.IdempotentExecutor;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.ordering.ParseResult;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shops' API: place an order, attach shipments, read both. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class ShopController {

    /** Of ASCII, as a string of RFC 9651 is: what other bytes of a header stand for, nobody can say. */
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[ -~]{1,255}");

    private final OrderRequestParser parser;
    private final OrderIntake intake;
    private final ShipmentBounds bounds;
    private final IdempotentExecutor idempotent;
    private final OrderQueries queries;
    private final JsonMapper json;

    ShopController(
            OrderRequestParser parser,
            OrderIntake intake,
            ShipmentBounds bounds,
            IdempotentExecutor idempotent,
            OrderQueries queries,
            JsonMapper json) {
        this.parser = parser;
        this.intake = intake;
        this.bounds = bounds;
        this.idempotent = idempotent;
        this.queries = queries;
        this.json = json;
    }

    @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> place(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return once("POST /api/orders", key, body, parser::parseOrder, this::place);
    }

    private Mono<StoredResponse> place(Valid<ShopOrder> order, String requestId) {
        var placement = intake.place(order.value(), requestId);
        return bounded(order.value().orderNumber(), order.value().shipments(), placement)
                .map(result -> switch (result) {
                    case Placed(var id, var number) ->
                        response(
                                HttpStatus.CREATED,
                                number,
                                new PlacedOrder(id, number, order.value().shipments(), order.warnings()));
                    case AlreadyExists(var _, var sameContent) ->
                        problem(
                                Problem.ORDER_EXISTS,
                                sameContent
                                        ? "It was placed before, by another request."
                                        : "It was placed before and says something else.",
                                requestId);
                });
    }

    @PostMapping(path = "/orders/{orderNumber}/shipments", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> attach(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return change(
                orderNumber,
                "/shipments",
                key,
                body,
                parser::parseShipments,
                (number, shipments) -> bounded(number, shipments, intake.attach(number, shipments)),
                (_, request) -> new AttachedShipments(request.value(), request.warnings()));
    }

    @PostMapping(path = "/orders/{orderNumber}/links/revocation", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> revokeLinks(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return change(
                orderNumber,
                "/links/revocation",
                key,
                body,
                parser::parseEmpty,
                (number, _) -> intake.revokeLinks(number),
                (number, _) -> new RevokedLinks(number));
    }

    /** Of an order, which has to be there. */
    private <T> Mono<ResponseEntity<byte[]>> change(
            String orderNumber,
            String part,
            @Nullable String key,
            JsonNode body,
            Function<JsonNode, ParseResult<T>> validation,
            BiFunction<OrderNumber, T, Mono<Boolean>> change,
            BiFunction<OrderNumber, Valid<T>, Object> answer) {
        return once("POST /api/orders/" + orderNumber + part, key, body, validation, (request, requestId) -> {
            var number = number(orderNumber);
            return change.apply(number, request.value())
                    .map(changed -> changed
                            ? response(HttpStatus.ACCEPTED, number, answer.apply(number, request))
                            : problem(Problem.ORDER_UNKNOWN, "Place the order first.", requestId));
        });
    }

    private <T> Mono<T> bounded(OrderNumber number, List<ShipmentKey> shipments, Mono<T> work) {
        return bounds.violations(OrderId.of(number), shipments)
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
        var unknown = ProblemException.of(Problem.SHIPMENT_UNKNOWN, "No order and no courier named it.");
        var key = OrderQueries.parse(courier + ":" + trackingNumber, ShipmentKey::parse)
                .orElseThrow(() -> unknown);
        return queries.shipment(key).switchIfEmpty(Mono.error(unknown)).map(this::withETag);
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
