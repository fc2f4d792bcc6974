package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import reactor.core.publisher.Mono;

/** Sends messages through one provider. */
public interface MessageChannel {

    Channel channel();

    /**
     * Hands {@code message} to the provider. Every expected failure is a result; an error is a bug.
     *
     * @param begin whether the call may begin. Asked once, when everything is ready for it: waiting for a connection is no part
     *     of the call
     * @return empty when the call may not begin: then the provider has been told nothing
     */
    Mono<DeliveryResult> send(Message message, Mono<Boolean> begin);
}
