package dev.waymark.gateway.clients;

import dev.waymark.contract.view.RequestedMessage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sends after the answer is given: whoever measures how long we take learns nothing about whether there was anybody to
 * write to.
 *
 * @param <T> what is sent; its text is logged, so it holds no secret and nothing of a person
 */
public final class AsyncSender<T> implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncSender.class);
    private static final int WAITING = 1_000;
    private static final int AT_ONCE = 8;

    private final Sinks.Many<T> queue = Sinks.many().unicast().onBackpressureBuffer(new LinkedBlockingQueue<>(WAITING));
    private final Disposable sending;

    public AsyncSender(Function<T, Mono<RequestedMessage>> send) {
        sending =
                queue.asFlux().flatMap(message -> sent(send, message), AT_ONCE).subscribe();
    }

    /** Takes a message, or drops it when too many wait: whoever awaits it will ask once more. */
    public synchronized void put(T message) {
        var result = queue.tryEmitNext(message);
        if (result.isFailure()) {
            LOG.warn("dropped: {} because={}", message, result);
        }
    }

    private static <T> Mono<RequestedMessage> sent(Function<T, Mono<RequestedMessage>> send, T message) {
        return Mono.defer(() -> send.apply(message))
                .doOnNext(answer -> LOG.info("{}: {}", answer.outcome(), message))
                .onErrorResume(failure -> {
                    LOG.warn("not known to be sent: {} because={}", message, failure.getMessage());
                    return Mono.empty();
                });
    }

    @Override
    public synchronized void destroy() {
        queue.tryEmitComplete();
        sending.dispose();
    }
}
