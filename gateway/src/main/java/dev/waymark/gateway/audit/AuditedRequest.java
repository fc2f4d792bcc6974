package dev.waymark.gateway.audit;

import dev.waymark.contract.OrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** What a record needs and only the handler of a request knows; its address says the rest. */
public final class AuditedRequest {

    private static final String ORDERS = AuditedRequest.class.getName() + ".orders";
    private static final String SUBJECT = AuditedRequest.class.getName() + ".subject";
    private static final String OPENED = AuditedRequest.class.getName() + ".opened";

    private AuditedRequest() {}

    /** The orders that were found and are shown. */
    public static void found(ServerWebExchange exchange, List<OrderId> orders) {
        exchange.getAttributes().put(ORDERS, orders);
    }

    /** The webhook whose payload is shown. */
    public static void opened(ServerWebExchange exchange, String webhook) {
        exchange.getAttributes().put(OPENED, webhook);
    }

    /** Whose sessions were ended, or which webhook or courier's webhooks were replayed: known to us, and not as typed. */
    public static void about(ServerWebExchange exchange, String subject) {
        exchange.getAttributes().put(SUBJECT, subject);
    }

    /** Which dead letters were redriven, where there were any. */
    public static void redriven(ServerWebExchange exchange, String topic, @Nullable String reason, int count) {
        if (count > 0) {
            about(exchange, reason == null ? topic + " " + count : "%s %s %d".formatted(topic, reason, count));
        }
    }

    /** Null when nothing was looked for. */
    public static @Nullable List<OrderId> orders(ServerWebExchange exchange) {
        return exchange.getAttribute(ORDERS);
    }

    public static @Nullable String opened(ServerWebExchange exchange) {
        return exchange.getAttribute(OPENED);
    }

    public static @Nullable String subject(ServerWebExchange exchange) {
        return exchange.getAttribute(SUBJECT);
    }
}
