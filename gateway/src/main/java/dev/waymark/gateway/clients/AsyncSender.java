package dev.waymark.gateway.clients;

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

    private final Sinks.Many<T> letters =
            Sinks.many().unicast().onBackpressureBuffer(new LinkedBlockingQueue<>(WAITING));
    private final Disposable sending;

    public AsyncSender(Function<T, Mono<Void>> post) {
        sending =
                letters.asFlux().flatMap(letter -> sent(post, letter), AT_ONCE).subscribe();
    }

    /** Takes a letter, or drops it when too many wait: its reader will ask once more. */
    public synchronized void put(T letter) {
        var result = letters.tryEmitNext(letter);
        if (result.isFailure()) {
            LOG.warn("dropped: {} because={}", letter, result);
        }
    }

    private static <T> Mono<Void> sent(Function<T, Mono<Void>> post, T letter) {
        return Mono.defer(() -> post.apply(letter))
                .doOnSuccess(done -> LOG.info("sent: {}", letter))
                .onErrorResume(failure -> {
                    LOG.warn("not sent: {} because={}", letter, failure.getMessage());
                    return Mono.empty();
                });
    }

    @Override
    public synchronized void destroy() {
        letters.tryEmitComplete();
        sending.dispose();
    }
}
