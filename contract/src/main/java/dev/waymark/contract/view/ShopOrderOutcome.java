package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Envelope;
import dev.waymark.contract.EventId;
import dev.waymark.contract.Topics;
import java.time.Instant;
import java.util.List;

/**
 * What became of a record that a shop published, on the topic {@code shop.orders.outcomes}. Holds no personal data. At
 * least once: an outcome that comes again has the same id.
 *
 * @param key of the record, which is the order's number; empty where it had none
 * @param partition of the record, which with its offset tells which one it was
 * @param errors why it was refused; none when it was accepted
 * @param warnings what looks wrong and was accepted, or left out
 */
public record ShopOrderOutcome(
        EventId id,
        String key,
        int partition,
        long offset,
        Outcome outcome,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> warnings,
        Instant recordedAt) {

    public static final String TYPE = "dev.waymark.shop-order-outcome.v1";

    /** None are not written. */
    @SuppressWarnings("NullAway")
    public ShopOrderOutcome {
        errors = errors == null ? List.of() : List.copyOf(errors);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    public static ShopOrderOutcome of(
            String key, int partition, long offset, List<Violation> errors, List<Violation> warnings, Instant at) {
        return new ShopOrderOutcome(
                EventId.of("shop-order-outcome", Topics.SHOP_ORDERS, String.valueOf(partition), String.valueOf(offset)),
                key,
                partition,
                offset,
                errors.isEmpty() ? Outcome.ACCEPTED : Outcome.REFUSED,
                errors,
                warnings,
                at);
    }

    @JsonIgnore
    public Envelope envelope() {
        return new Envelope(id, "/shop/orders", TYPE, recordedAt, key);
    }

    /** Whether anything came of it. */
    public enum Outcome {
        ACCEPTED,
        REFUSED
    }
}
