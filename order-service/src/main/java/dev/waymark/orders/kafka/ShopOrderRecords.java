package dev.waymark.orders.kafka;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.placing.OrderIntake;
import dev.waymark.orders.placing.Placing;
import dev.waymark.orders.placing.Read;
import dev.waymark.orders.placing.ShopWords;
import dev.waymark.orders.placing.Violation;
import dev.waymark.orders.projection.Unprojectable;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Orders that shops publish: the same checks as by HTTP, and whoever breaks one finds the record parked with the reason. */
final class ShopOrderRecords {

    private static final Logger log = LoggerFactory.getLogger(ShopOrderRecords.class);

    /** The record itself is the asking: published again, it is the same order. */
    private static final String REQUEST = "shop.orders";

    private final ShopWords words;
    private final OrderIntake intake;

    ShopOrderRecords(ShopWords words, OrderIntake intake) {
        this.words = words;
        this.intake = intake;
    }

    Mono<Void> take(List<JsonNode> records) {
        return Flux.fromIterable(records).concatMap(this::take).then();
    }

    private Mono<Void> take(JsonNode said) {
        return words.order(said).match(this::place, invalid -> Mono.error(new Unprojectable(reason(invalid))));
    }

    private Mono<Void> place(Read.Valid<ShopOrder> read) {
        return intake.place(read.value(), REQUEST)
                .flatMap(placing -> placing.<Mono<Void>>match(
                        placed -> {
                            warned(placed, read.warnings());
                            return Mono.empty();
                        },
                        ShopOrderRecords::exists));
    }

    /** Nobody waits for an answer here, so it is said where an operator looks. */
    private static void warned(Placing.Placed placed, List<Violation> warnings) {
        warnings.forEach(
                warning -> log.warn("shop order taken as it is: order={} {}", placed.orderId(), reason(warning)));
    }

    private static Mono<Void> exists(Placing.Exists exists) {
        return exists.same() ? Mono.empty() : Mono.error(new Unprojectable("order-exists: " + exists.orderId()));
    }

    /** Where and which rule, never what stood there: reasons are headers, and headers get logged. */
    private static String reason(Read.Invalid<ShopOrder> invalid) {
        return invalid.violations().stream()
                .limit(10)
                .map(ShopOrderRecords::reason)
                .collect(Collectors.joining(", ", "invalid: ", ""));
    }

    private static String reason(Violation violation) {
        return violation.pointer() + " " + violation.code();
    }
}
