package dev.waymark.notifications.sending;

import reactor.core.publisher.Mono;

/** A way to a customer. */
public interface Channel {

    dev.waymark.contract.Channel medium();

    /** Hands {@code message} to the provider. What goes wrong is told by the result; an error is a bug. */
    Mono<Handover> send(Message message);
}
