package dev.waymark.gateway.signin;

import dev.waymark.gateway.services.CodePost;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sends codes after the answer is given: whoever measures how long we take learns nothing about whether there was
 * anybody to write to.
 */
public final class CodeOutbox implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(CodeOutbox.class);
    private static final int WAITING = 1_000;
    private static final int AT_ONCE = 8;

    private final Sinks.Many<CodePost.Letter> letters =
            Sinks.many().unicast().onBackpressureBuffer(new LinkedBlockingQueue<>(WAITING));
    private final Disposable sending;

    public CodeOutbox(CodePost post) {
        sending =
                letters.asFlux().flatMap(letter -> sent(post, letter), AT_ONCE).subscribe();
    }

    /** Takes a letter, or drops it when too many wait: its reader will ask for another code. */
    synchronized void put(CodePost.Letter letter) {
        var result = letters.tryEmitNext(letter);
        if (result.isFailure()) {
            LOG.warn("code dropped: channel={} because={}", letter.channel(), result);
        }
    }

    private static Mono<Void> sent(CodePost post, CodePost.Letter letter) {
        return Mono.defer(() -> post.send(letter))
                .doOnSuccess(done -> LOG.info("code sent: channel={}", letter.channel()))
                .onErrorResume(failure -> {
                    LOG.warn("code not sent: channel={} because={}", letter.channel(), failure.getMessage());
                    return Mono.empty();
                });
    }

    @Override
    public synchronized void destroy() {
        letters.tryEmitComplete();
        sending.dispose();
    }
}
