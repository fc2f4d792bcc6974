package dev.waymark.orders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.placing.OnceOnly;
import dev.waymark.orders.placing.OrderIntake;
import dev.waymark.orders.placing.Read;
import dev.waymark.orders.placing.Requests.Answer;
import dev.waymark.orders.placing.Requests.Begun;
import dev.waymark.orders.placing.ShopWords;
import dev.waymark.orders.placing.Violation;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.query.OrderView;
import java.net.URLEncoder;
import java.util.List;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What shops ask: place an order, name its parcels, see where they are. */
@RestController
@RequestMapping("/api")
class ShopController {

    private static final int LONGEST_KEY = 255;

    private final ShopWords words;
    private final OrderIntake intake;
    private final OnceOnly once;
    private final OrderQueries queries;
    private final JsonMapper json;

    ShopController(ShopWords words, OrderIntake intake, OnceOnly once, OrderQueries queries, JsonMapper json) {
        this.words = words;
        this.intake = intake;
        this.once = once;
        this.queries = queries;
        this.json = json;
    }

    @PostMapping("/orders")
    Mono<ResponseEntity<byte[]>> place(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        var request = once.request("POST /api/orders", keyOf(key));
        var said = read(body);
        var read = valid(words.order(said));
        return once.answer(request, said.toString(), Mono.defer(() -> place(read, request)))
                .flatMap(ShopController::respond);
    }

    private Mono<Answer> place(Read.Valid<ShopOrder> read, String request) {
        return intake.place(read.value(), request)
                .map(placing -> placing.match(
                        placed -> new Answer(
                                HttpStatus.CREATED.value(),
                                location(placed.orderNumber()),
                                json.writeValueAsString(new PlacedOrder(
                                        placed.orderId(),
                                        placed.orderNumber(),
                                        read.value().shipments(),
                                        read.warnings()))),
                        exists -> problem(
                                Problem.ORDER_EXISTS,
                                exists.same()
                                        ? "It was placed before, by another request."
                                        : "It was placed before and says something else.",
                                request)));
    }

    @PostMapping("/orders/{orderNumber}/shipments")
    Mono<ResponseEntity<byte[]>> attach(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        var request = once.request("POST /api/orders/" + orderNumber + "/shipments", keyOf(key));
        var said = read(body);
        var read = valid(words.attachment(said));
        var number = number(orderNumber);
        return once.answer(request, said.toString(), Mono.defer(() -> attach(number, read, request)))
                .flatMap(ShopController::respond);
    }

    private Mono<Answer> attach(OrderNumber number, Read.Valid<List<ShipmentKey>> read, String request) {
        return intake.attach(number, read.value())
                .map(attached -> attached
                        ? new Answer(
                                HttpStatus.ACCEPTED.value(),
                                location(number),
                                json.writeValueAsString(new AttachedShipments(read.value(), read.warnings())))
                        : problem(Problem.ORDER_UNKNOWN, "Place the order first.", request));
    }

    @GetMapping("/orders/{orderNumber}")
    Mono<ResponseEntity<OrderView>> order(
            @PathVariable String orderNumber,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        return queries.forShop(number(orderNumber))
                .switchIfEmpty(Mono.error(() -> orderUnknown()))
                .map(order -> OrderAnswers.conditional(order, known));
    }

    @GetMapping("/shipments/{courier}/{trackingNumber}")
    Mono<OrderView.ShipmentView> shipment(@PathVariable String courier, @PathVariable String trackingNumber) {
        var unknown = Problem.SHIPMENT_UNKNOWN.because("No order and no courier named it.");
        ShipmentKey key;
        try {
            key = new ShipmentKey(new CourierCode(courier), new TrackingNumber(trackingNumber));
        } catch (IllegalArgumentException e) {
            throw unknown;
        }
        return queries.shipment(key).switchIfEmpty(Mono.error(unknown));
    }

    static OrderNumber number(String orderNumber) {
        try {
            return new OrderNumber(orderNumber);
        } catch (IllegalArgumentException e) {
            throw orderUnknown();
        }
    }

    static Refused orderUnknown() {
        return Problem.ORDER_UNKNOWN.because("Check the number on the confirmation.");
    }

    private static Mono<ResponseEntity<byte[]>> respond(Begun begun) {
        return begun.match(
                fresh -> Mono.error(new IllegalStateException("begun and not answered")),
                inFlight -> Mono.error(Problem.IDEMPOTENCY_KEY_IN_USE.because("Wait for its answer, or ask again.")),
                other -> Mono.error(Problem.IDEMPOTENCY_KEY_REUSED.because("Take a new key for a new request.")),
                finished -> Mono.just(response(finished.answer())));
    }

    private static ResponseEntity<byte[]> response(Answer answer) {
        var response = ResponseEntity.status(answer.status())
                .contentType(answer.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON);
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        return response.body(answer.body().getBytes(UTF_8));
    }

    private Answer problem(Problem problem, String detail, String request) {
        var body = Problems.detail(problem, problem.status(), detail, List.of(), request);
        return new Answer(problem.status().value(), null, json.writeValueAsString(body));
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
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.IDEMPOTENCY_KEY_MISSING.because(
                    "Send one of 1 to %d characters; we keep it for 24 hours.".formatted(LONGEST_KEY));
        }
        return key;
    }

    private JsonNode read(byte @Nullable [] body) {
        try {
            var said = json.readTree(body == null ? new byte[0] : body);
            if (!said.isMissingNode()) {
                return said;
            }
        } catch (JacksonException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Refused unreadable() {
        return Problem.BODY_UNREADABLE.because("Send one JSON object, in UTF-8.");
    }

    private static <T> Read.Valid<T> valid(Read<T> read) {
        return read.match(valid -> valid, ShopController::refuse);
    }

    private static <T> Read.Valid<T> refuse(Read.Invalid<T> invalid) {
        throw new Refused(Problem.VALIDATION, "See errors.", invalid.violations());
    }

    /**
     * An order that is taken.
     *
     * @param shipments each with its courier, also where the shop left it to us
     * @param warnings what looked wrong and was taken
     */
    record PlacedOrder(
            OrderId orderId,
            OrderNumber orderNumber,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ShipmentKey> shipments,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> warnings) {}

    /** Parcels that are taken, with the same in them. */
    record AttachedShipments(
            List<ShipmentKey> shipments,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> warnings) {}
}
