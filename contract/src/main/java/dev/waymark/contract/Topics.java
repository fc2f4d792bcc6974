package dev.waymark.contract;

import static dev.waymark.contract.TopicDefinition.Cleanup.COMPACT;
import static dev.waymark.contract.TopicDefinition.Cleanup.DELETE;
import static dev.waymark.contract.TopicDefinition.Partitioning.CONFIGURED;
import static dev.waymark.contract.TopicDefinition.Partitioning.SINGLE;

import java.time.Duration;
import java.util.List;

/** Every topic with all its settings. Records of one key are read in the order they were written. */
public final class Topics {

    /** Verified webhooks as received, headers and bytes; key: the courier. */
    public static final String COURIER_WEBHOOKS = "courier.webhooks";

    /** Verified webhooks that no mapping could read, with the reason; key: the courier. */
    public static final String COURIER_WEBHOOKS_QUARANTINE = "courier.webhooks.quarantine";

    /** In which minutes couriers were active and ingest ran; key: {@code courier:hour}. Older data has it by this name. */
    public static final String COURIER_ACTIVITY = "courier.pulse";

    /** Which couriers are connected; key: {@link ConnectedCouriers#KEY}. */
    public static final String COURIERS = "couriers";

    /** Orders as shops publish them; key: the order number. */
    public static final String SHOP_ORDERS = "shop.orders";

    /** What became of each record of {@link #SHOP_ORDERS}; key: as there. */
    public static final String SHOP_ORDER_OUTCOMES = "shop.orders.outcomes";

    /** What couriers reported; key: {@code courier:trackingNumber}. */
    public static final String TRACKING_EVENTS = "tracking.events";

    /** Orders as accepted, contacts as ciphertext only; key: the order id. */
    public static final String ORDERS = "orders";

    /** What changed for the customer; key: the order id. */
    public static final String ORDER_UPDATES = "order.updates";

    /** Who looked at what and changed what; key: who. */
    public static final String AUDIT = "audit";

    /** Consumer group that keeps what an administrator may ask about the audit. */
    public static final String AUDIT_GROUP = "gateway.audit";

    /** How the name of a topic of dead letters ends. */
    public static final String DEAD_LETTERS = ".dlt";

    /** Consumer group of the read models of orders and shipments. */
    public static final String PROJECTION_GROUP = "order-service.projection";

    /** Consumer group that accepts orders which shops publish. */
    public static final String INTAKE_GROUP = "order-service.intake";

    /** Consumer group that decides on messages to customers. */
    public static final String NOTIFICATION_GROUP = "notification-service.decisions";

    /** Kafka's own default. */
    private static final int STANDARD = 1_048_588;

    /** A webhook with a photo in it. */
    private static final int LARGE = 5 * 1024 * 1024;

    /** The largest record of any topic, with room for the headers that say why it is there. */
    public static final int MAX_DEAD_LETTER_BYTES = LARGE + 64 * 1024;

    /** What holds personal data is deleted first; the logs that read models are rebuilt from are kept for ever. */
    public static final List<TopicDefinition> ALL = List.of(
            new TopicDefinition(COURIER_WEBHOOKS, CONFIGURED, DELETE, Duration.ofDays(30), LARGE),
            new TopicDefinition(COURIER_WEBHOOKS_QUARANTINE, CONFIGURED, DELETE, Duration.ofDays(90), LARGE),
            new TopicDefinition(COURIER_ACTIVITY, SINGLE, COMPACT, Duration.ofDays(60), STANDARD),
            new TopicDefinition(COURIERS, SINGLE, COMPACT, null, STANDARD),
            new TopicDefinition(SHOP_ORDERS, CONFIGURED, DELETE, Duration.ofDays(7), STANDARD),
            new TopicDefinition(SHOP_ORDER_OUTCOMES, CONFIGURED, DELETE, Duration.ofDays(30), STANDARD),
            new TopicDefinition(TRACKING_EVENTS, CONFIGURED, DELETE, null, LARGE),
            new TopicDefinition(ORDERS, CONFIGURED, DELETE, null, STANDARD),
            new TopicDefinition(ORDER_UPDATES, CONFIGURED, DELETE, Duration.ofDays(30), STANDARD),
            new TopicDefinition(AUDIT, CONFIGURED, DELETE, Duration.ofDays(365), STANDARD),
            deadLetterTopic(TRACKING_EVENTS, PROJECTION_GROUP),
            deadLetterTopic(ORDERS, PROJECTION_GROUP),
            deadLetterTopic(SHOP_ORDERS, INTAKE_GROUP),
            deadLetterTopic(ORDER_UPDATES, NOTIFICATION_GROUP),
            deadLetterTopic(AUDIT, AUDIT_GROUP));

    private Topics() {}

    /** The topic of the records of {@code topic} that {@code group} cannot process. */
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + DEAD_LETTERS;
    }

    /** Its records may be as large as those of any topic. */
    public static TopicDefinition deadLetterTopic(String topic, String group) {
        return new TopicDefinition(
                deadLetters(topic, group), SINGLE, DELETE, Duration.ofDays(90), MAX_DEAD_LETTER_BYTES);
    }
}
