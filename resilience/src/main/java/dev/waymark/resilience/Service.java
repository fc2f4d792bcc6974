package dev.waymark.resilience;

import dev.waymark.gateway.GatewayApplication;
import dev.waymark.ingest.CourierIngestApplication;
import dev.waymark.local.Ports;
import dev.waymark.notifications.NotificationServiceApplication;
import dev.waymark.orders.OrderServiceApplication;
import java.util.Arrays;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services, any number of whose instances run. As a program: one instance, with its properties as arguments. */
enum Service {
    INGEST("courier-ingest-service", Ports.Use.INGEST),
    ORDERS("order-service", Ports.Use.ORDERS),
    NOTIFICATIONS("notification-service", Ports.Use.NOTIFICATIONS),
    GATEWAY("gateway", Ports.Use.GATEWAY);

    private final String title;
    private final Ports.Use port;

    Service(String title, Ports.Use port) {
        this.title = title;
        this.port = port;
    }

    public static void main(String[] arguments) {
        ChildProcess.endWithParent();
        valueOf(arguments[0]).application().run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private SpringApplicationBuilder application() {
        return switch (this) {
            case INGEST -> CourierIngestApplication.application();
            case ORDERS -> OrderServiceApplication.application();
            case NOTIFICATIONS -> NotificationServiceApplication.application();
            case GATEWAY -> GatewayApplication.application();
        };
    }

    String title() {
        return title;
    }

    /** Where the others find it. */
    Ports.Use port() {
        return port;
    }
}
