package dev.waymark.notifications.sending;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A channel whose client blocks, on threads that may. */
public abstract class SyncMessageChannel implements MessageChannel {

    @Override
    public final Mono<DeliveryResult> send(Message message, Mono<Boolean> begin) {
        return begin.filter(Boolean::booleanValue)
                .flatMap(_ -> Mono.fromCallable(() -> deliver(message)).subscribeOn(Schedulers.boundedElastic()));
    }

    protected abstract DeliveryResult deliver(Message message) throws Exception;
}
