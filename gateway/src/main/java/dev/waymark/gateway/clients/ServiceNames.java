package dev.waymark.gateway.clients;

/** Our services' names, as tokens between them bear them. */
public final class ServiceNames {

    public static final String GATEWAY = "gateway";
    public static final String ORDERS = "order-service";
    public static final String INGEST = "courier-ingest-service";
    public static final String NOTIFICATIONS = "notification-service";

    private ServiceNames() {}
}
