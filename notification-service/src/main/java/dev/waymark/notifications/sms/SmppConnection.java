package dev.waymark.notifications.sms;

import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.SentParts;
import java.util.Optional;
import java.util.function.Consumer;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A session with the centre that is bound when it is needed, and bound anew after it has ended. */
final class SmppConnection implements AutoCloseable {

    private final SmppSettings settings;
    private final ConnectionFactory sockets;
    private final MessageReceiverListener receipts;
    private final Scheduler threads;
    private final Object binding = new Object();
    private volatile @Nullable SmppSession session;
    private @Nullable DeliveryResult failure;
    private long failedAt;

    SmppConnection(
            SmppSettings settings, ConnectionFactory sockets, MessageReceiverListener receipts, Scheduler threads) {
        this.settings = settings;
        this.sockets = sockets;
        this.receipts = receipts;
        this.threads = threads;
    }

    /**
     * Binds unless it is bound; blocks.
     *
     * @return why it cannot be bound; empty when it is
     */
    Optional<DeliveryResult> open() {
        if (isBound()) {
            return Optional.empty();
        }
        var asked = System.nanoTime();
        synchronized (binding) {
            if (isBound()) {
                return Optional.empty();
            }
            if (failure != null && failedAt - asked > 0) {
                // It was tried while we waited: not each message tries for itself.
                return Optional.of(failure);
            }
            var fresh = new SmppSession(settings, sockets, receipts, threads);
            var obstacle = fresh.bind();
            if (obstacle.isEmpty()) {
                session = fresh;
            }
            failure = obstacle.orElse(null);
            failedAt = System.nanoTime();
            return obstacle;
        }
    }

    private boolean isBound() {
        var current = session;
        return current != null && current.isBound();
    }

    /** As {@link SmppSession#submit}. */
    Mono<DeliveryResult> submit(SmsSubmission sms, SmsPart part, SentParts sent, Consumer<SentParts> late) {
        var current = session;
        return current == null
                ? Mono.just(new DeliveryResult.Unavailable(SmppReply.reason(true, "cut")))
                : current.submit(sms, part, sent, late);
    }

    @Override
    public void close() {
        var current = session;
        if (current != null) {
            current.close();
        }
    }
}
