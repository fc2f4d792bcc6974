package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import reactor.core.publisher.Mono;

/** Sends messages through one provider. */
public interface MessageChannel {

    Channel channel();

    /** Hands {@code message} to the provider. Every expected failure is a result; an error is a bug. */
    Mono<DeliveryResult> send(Message message);
}
