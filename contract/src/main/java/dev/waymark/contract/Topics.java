package dev.waymark.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topics by name. A topic's key decides its order: events of one key are read in the order they were written. */
public final class Topics {

    /** Verified webhooks as received, headers and bytes; key: the courier. */
    public static final String COURIER_WEBHOOKS = "courier.webhooks";

    /** Verified webhooks that no mapping could read, with the reason; key: the courier. */
    public static final String COURIER_WEBHOOKS_QUARANTINE = "courier.webhooks.quarantine";

    /** In which minutes couriers spoke and ingest listened; key: {@code courier:hour}, of which the newest record counts. */
    public static final String COURIER_PULSE = "courier.pulse";

    /** Orders as shops publish them; key: the order number. Holds personal data, so it is kept for days only. */
    public static final String SHOP_ORDERS = "shop.orders";

    /** What couriers told us; key: {@code courier:trackingNumber}. */
    public static final String TRACKING_EVENTS = "tracking.events";

    /** What shops told us, contacts as ciphertext only; key: the order id. */
    public static final String ORDERS = "orders";

    /** What changed for the customer; key: the order id. */
    public static final String ORDER_UPDATES = "order.updates";

    /** How long records of each topic are kept: what holds personal data goes first, what is the truth stays. */
    public static final List<Spec> SPECS = List.of(
            new Spec(COURIER_WEBHOOKS, Duration.ofDays(30)),
            new Spec(COURIER_WEBHOOKS_QUARANTINE, Duration.ofDays(90)),
            new Spec(COURIER_PULSE, Duration.ofDays(60), true),
            new Spec(SHOP_ORDERS, Duration.ofDays(7)),
            new Spec(TRACKING_EVENTS, null),
            new Spec(ORDERS, null),
            new Spec(ORDER_UPDATES, Duration.ofDays(30)));

    /** How long dead letters are kept. */
    public static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(90);

    private Topics() {}

    /**
     * One topic as it is to be created.
     *
     * @param kept how long its records are kept; absent for ever
     * @param isCompacted whether of each key only the newest record is
     */
    public record Spec(String name, @Nullable Duration kept, boolean isCompacted) {

        /** One of which every record is kept as long. */
        public Spec(String name, @Nullable Duration kept) {
            this(name, kept, false);
        }

        /** The value of Kafka's {@code cleanup.policy}. */
        public String cleanupPolicy() {
            return isCompacted ? "compact,delete" : "delete";
        }

        /** The value of Kafka's {@code retention.ms}. */
        public String retentionMs() {
            return kept == null ? "-1" : String.valueOf(kept.toMillis());
        }
    }

    /** The topic called {@code name}. */
    public static Spec spec(String name) {
        return SPECS.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("topic: \"" + name + "\" (expected: one of ours)"));
    }

    /** Where {@code group} parks the records of {@code topic} that it cannot take. */
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlt";
    }
}
