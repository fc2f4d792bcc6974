package dev.waymark.resilience;

/** A step at whose beginning a process can be made to halt: what is before it is done, and it is not. */
enum Failpoint {
    WEBHOOK_VERIFIED(Service.INGEST, "dev.waymark.ingest.kafka.KafkaTrackingEventPublisher", "publish"),
    WEBHOOK_PUBLISHED(Service.INGEST, "dev.waymark.ingest.intake.WebhookIntake", "complete"),

    ORDER_RESERVED(Service.ORDERS, "dev.waymark.orders.kafka.KafkaPublisher", "append"),
    ORDER_APPENDED(Service.ORDERS, "dev.waymark.orders.mongo.MongoOrderReservations", "markLogged"),
    EVENTS_CONSUMED(Service.ORDERS, "dev.waymark.orders.projection.ShipmentProjection", "project"),
    EVENTS_FOLDED(Service.ORDERS, "dev.waymark.orders.mongo.MongoAggregateStore", "save"),
    SHIPMENTS_WRITTEN(Service.ORDERS, "dev.waymark.orders.kafka.KafkaPublisher", "publish"),
    UPDATES_PUBLISHED(Service.ORDERS, "dev.waymark.orders.mongo.MongoAggregateStore", "clearOutboxes"),
    OUTBOXES_CLEARED(Service.ORDERS, "dev.waymark.orders.kafka.ProjectionMetrics", "processed"),
    ORDERS_PROJECTED(Service.ORDERS, "dev.waymark.orders.projection.ShipmentProjection", "claim"),
    POISON_FOUND(Service.ORDERS, "dev.waymark.platform.kafka.DeadLetterRecoverer", "park"),

    UPDATES_CONSUMED(Service.NOTIFICATIONS, "dev.waymark.notifications.sending.OrderUpdateProcessor", "accept"),
    UPDATES_QUEUED(Service.NOTIFICATIONS, "dev.waymark.notifications.sending.OrderUpdateProcessor", "wake"),
    DUE_MESSAGE_TAKEN(Service.NOTIFICATIONS, "dev.waymark.notifications.sending.Notifier", "notify"),
    MESSAGE_CLAIMED(Service.NOTIFICATIONS, "dev.waymark.notifications.mongo.MongoSendLog", "startSending"),
    MAIL_IN_FLIGHT(Service.NOTIFICATIONS, "dev.waymark.notifications.email.SmtpConnection", "send"),
    PROVIDER_HAS_ANSWERED(Service.NOTIFICATIONS, "dev.waymark.notifications.mongo.MongoSendLog", "record"),
    RESULT_RECORDED(Service.NOTIFICATIONS, "dev.waymark.notifications.mongo.MongoSendQueue", "remove"),

    UPDATE_SEEN(Service.GATEWAY, "dev.waymark.gateway.live.LiveUpdates", "changed");

    private final Service service;
    private final String type;
    private final String method;

    Failpoint(Service service, String type, String method) {
        this.service = service;
        this.type = type;
        this.method = method;
    }

    /** Which one has it. */
    Service service() {
        return service;
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }
}
