package dev.waymark.orders.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.view.ShopOrderOutcome;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.OrderRecords;
import dev.waymark.orders.ordering.OrderRecords.Result;
import dev.waymark.platform.kafka.BatchConsumer;
import dev.waymark.platform.kafka.UnprocessableRecord;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the records that shops publish, one after the other, and publishes what became of each: accepted, or refused and
 * why. A refused one goes to the dead letters as well, for the desk.
 */
final class ShopOrderConsumer implements Consumer<Message<List<byte[]>>> {

    private final JsonMapper json;
    private final OrderRecords records;
    private final Function<ShopOrderOutcome, Mono<Void>> outcomes;
    private final ProjectionMetrics metrics;
    private final Clock clock;

    ShopOrderConsumer(
            JsonMapper json,
            OrderRecords records,
            Function<ShopOrderOutcome, Mono<Void>> outcomes,
            ProjectionMetrics metrics,
            Clock clock) {
        this.json = json;
        this.records = records;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Blocks on purpose: the next record of an order must not overtake this one. */
    @Override
    public void accept(Message<List<byte[]>> batch) {
        // Not bytes all of them: the binder has a stand-in for a record without a value.
        List<?> values = batch.getPayload();
        var headers = batch.getHeaders();
        var keys = list(headers.get(KafkaHeaders.RECEIVED_KEY));
        var partitions = list(headers.get(KafkaHeaders.RECEIVED_PARTITION));
        var offsets = list(headers.get(KafkaHeaders.OFFSET));
        for (var i = 0; i < values.size(); i++) {
            var key = keys.get(i) instanceof byte[] bytes ? new String(bytes, UTF_8) : "";
            try {
                take(values.get(i), key, (Integer) partitions.get(i), (Long) offsets.get(i));
            } catch (UnprocessableRecord e) {
                throw new BatchListenerFailedException("record cannot be processed", e, i);
            }
        }
    }

    private static List<?> list(@Nullable Object header) {
        return header instanceof List<?> list ? list : List.of();
    }

    private void take(Object value, String key, int partition, long offset) {
        var result = result(value, key, "shop.orders-%d-%d".formatted(partition, offset));
        OrderServiceKafkaConfiguration.await(outcomes.apply(
                ShopOrderOutcome.of(key, partition, offset, result.errors(), result.warnings(), clock.instant())));
        metrics.unknownFields(Math.toIntExact(result.warnings().stream()
                .filter(warning -> warning.code().equals("unknown-property"))
                .count()));
        if (!result.errors().isEmpty()) {
            throw new UnprocessableRecord(reason(result.errors()), null);
        }
    }

    private Result result(Object value, String key, String request) {
        try {
            var body = BatchConsumer.decode(json, JsonNode.class, value);
            var result = Objects.requireNonNull(
                    OrderServiceKafkaConfiguration.await(records.take(body, key, request)), "a result of every record");
            metrics.processed(List.of(body));
            return result;
        } catch (RuntimeException | StackOverflowError e) {
            if (!BatchConsumer.isOfOneRecord(e)) {
                throw e;
            }
            var reason = String.valueOf(
                    BatchConsumer.unprocessable(e, JsonNode.class).getMessage());
            return new Result(List.of(new Violation("", "unprocessable", reason, List.of())), List.of());
        }
    }

    /** Pointer and rule, never the value: a reason becomes a header, and headers are logged. */
    private static String reason(List<Violation> violations) {
        return violations.getFirst().code().equals("unprocessable")
                ? violations.getFirst().detail()
                : violations.stream()
                        .limit(10)
                        .map(violation -> violation.pointer() + " " + violation.code())
                        .collect(Collectors.joining(", ", "invalid: ", ""));
    }
}
