package dev.waymark.gateway.clients;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.CodeRequest;
import dev.waymark.contract.view.FailedMessages;
import dev.waymark.contract.view.LiftRequest;
import dev.waymark.contract.view.LiftedAddress;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.RedrivenMessages;
import dev.waymark.contract.view.RequestedMessage;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.SentMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/**
 * What the gateway asks the notification service. What is sent is never tried again by itself; {@code SERVICE_UNAVAILABLE} may
 * come from all.
 */
public interface NotificationClient {

    /** What was sent about an order or deliberately not, newest first. */
    default Mono<List<SentMessage>> messages(OrderId order) {
        return messages(order.value()).map(SentMessages::messages);
    }

    @Purpose("messages:read")
    @GetExchange("/internal/orders/{orderId}/messages")
    Mono<SentMessages> messages(@PathVariable String orderId);

    /** How many messages failed or are uncertain since then, by reason. */
    @Purpose("messages:read")
    @GetExchange("/internal/messages/failed")
    Mono<FailedMessages> failed(@RequestParam(required = false) @Nullable String since);

    /** Tries again what failed or is uncertain; once, however often it is asked for. */
    @Purpose("messages:redrive")
    @PostExchange("/internal/messages/redrive")
    Mono<RedrivenMessages> redrive(@RequestBody MessageSelection messages);

    /** Lets messages go again to an address of an order. */
    @Purpose("addresses:lift")
    @PostExchange("/internal/orders/{orderId}/undeliverable/lift")
    Mono<LiftedAddress> lift(@PathVariable String orderId, @RequestBody LiftRequest request);

    /** Has a one-time code delivered, by a direct call: a code is on no topic. Answers what is known of it after a moment. */
    @Purpose("codes:send")
    @PostExchange("/internal/codes")
    Mono<RequestedMessage> sendCode(@RequestBody CodeRequest code);

    /**
     * Has a new link sent to whoever ordered, in place of one that has expired, by a direct call: no link is on a topic.
     * Answers what is known of it after a moment, and just so when there is nobody to send it to.
     */
    @Purpose("links:send")
    @PostExchange("/internal/links")
    Mono<RequestedMessage> renewLink(@RequestBody LinkRequest link);
}
