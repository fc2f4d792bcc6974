package dev.waymark.notifications.sending;

import dev.waymark.contract.view.MessageSelection;
import java.time.Clock;
import reactor.core.publisher.Mono;

/**
 * Sends again what has failed or is uncertain, as somebody wants it: each message once, and decided anew, so that what is no longer
 * true or no longer news is not sent.
 */
public final class Redrive {

    private static final int AT_MOST = 1_000;
    private static final int AT_ONCE = 8;

    private final SendLog log;
    private final SendQueue queue;
    private final OrderUpdateProcessor processor;
    private final Clock clock;

    public Redrive(SendLog log, SendQueue queue, OrderUpdateProcessor processor, Clock clock) {
        this.log = log;
        this.queue = queue;
        this.processor = processor;
        this.clock = clock;
    }

    /** How many of {@code selection} are tried again; a thousand at most. What is no longer news is not among them. */
    public Mono<Long> redrive(MessageSelection selection) {
        return log.failed(selection, AT_MOST)
                .flatMap(this::redrive, AT_ONCE)
                .filter(Boolean::booleanValue)
                .count()
                .doOnNext(_ -> processor.wake());
    }

    private Mono<Boolean> redrive(SendLog.Reopenable message) {
        return queue.contains(message.triggerId(), message.channel())
                .filter(Boolean::booleanValue)
                .flatMap(_ -> log.reopen(message, clock.instant()))
                .filter(Boolean::booleanValue)
                .flatMap(isReopened -> queue.hasten(message.triggerId(), message.channel(), clock.instant())
                        .thenReturn(isReopened))
                .defaultIfEmpty(false);
    }
}
