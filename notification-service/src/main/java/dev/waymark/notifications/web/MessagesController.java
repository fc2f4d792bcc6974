package dev.waymark.notifications.web;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.notifications.sending.SendLog;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The messages of an order, sent or suppressed, for support. */
@RestController
class MessagesController {

    private final SendLog log;

    MessagesController(SendLog log) {
        this.log = log;
    }

    /** An unknown order has no messages: whether it exists is not for this service to answer. */
    @GetMapping(path = "/internal/orders/{orderId}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SentMessages> messages(@PathVariable String orderId) {
        return Mono.fromSupplier(() -> new OrderId(orderId))
                .onErrorComplete(IllegalArgumentException.class)
                .flatMapMany(log::messages)
                .collectList()
                .map(SentMessages::new);
    }
}
