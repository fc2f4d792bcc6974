package dev.waymark.gateway.messages;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.LiftRequest;
import dev.waymark.contract.view.LiftedAddress;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.RedrivenMessages;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.clients.OrderClient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The messages of an order, and what may be done about them; what was done is noted for the audit. {@code ORDER_UNKNOWN}. */
public final class OrderMessages {

    private final OrderClient orders;
    private final NotificationClient notifications;

    public OrderMessages(OrderClient orders, NotificationClient notifications) {
        this.orders = orders;
        this.notifications = notifications;
    }

    /** With the order as support sees it. */
    public <T> Mono<T> of(String number, ServerWebExchange exchange, BiFunction<OrderView, SentMessages, T> result) {
        return orders.supportOrder(number)
                .doOnNext(order -> AuditedRequest.found(exchange, List.of(order.orderId())))
                .zipWhen(order -> notifications.messages(order.orderId().value()), result);
    }

    /** Tries again what has failed or is uncertain: {@code message}, or all of the order where it is absent. */
    public Mono<RedrivenMessages> redrive(String number, @Nullable String message, ServerWebExchange exchange) {
        return orders.supportOrder(number)
                .flatMap(order -> notifications
                        .redrive(MessageSelection.of(order.orderId(), message))
                        .filter(redriven -> redriven.redriven() > 0)
                        .doOnNext(_ -> {
                            AuditedRequest.found(exchange, List.of(order.orderId()));
                            AuditedRequest.about(exchange, Objects.requireNonNullElse(message, ""));
                        }))
                .defaultIfEmpty(new RedrivenMessages(0));
    }

    /** Tries again what ended for {@code reason} since then, of all orders. */
    public Mono<RedrivenMessages> redrive(String reason, Instant since, ServerWebExchange exchange) {
        return notifications
                .redrive(MessageSelection.of(reason, since))
                .filter(redriven -> redriven.redriven() > 0)
                .doOnNext(redriven ->
                        AuditedRequest.about(exchange, "%s %s %d".formatted(reason, since, redriven.redriven())))
                .defaultIfEmpty(new RedrivenMessages(0));
    }

    /** Lets messages go again to the order's address on {@code channel}. */
    public Mono<LiftedAddress> lift(String number, Channel channel, ServerWebExchange exchange) {
        return orders.supportOrder(number)
                .flatMap(order -> notifications
                        .lift(order.orderId().value(), new LiftRequest(channel))
                        .filter(LiftedAddress::lifted)
                        .doOnNext(_ -> {
                            AuditedRequest.found(exchange, List.of(order.orderId()));
                            AuditedRequest.about(exchange, channel.name());
                        }))
                .defaultIfEmpty(new LiftedAddress(false));
    }
}
