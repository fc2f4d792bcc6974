package dev.waymark.ingest.kafka;

import dev.waymark.ingest.intake.LogUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;

/**
 * Sends records and says so when the broker has all of them.
 *
 * <p>The caller is an event loop, and a producer blocks its caller when it does not know a topic's leader or has no memory
 * left. Ours has a {@code max.block.ms} of 0: it fails at once instead, asks for the leader behind our back, and the
 * courier repeats. For memory there is a bound of our own, below the producer's.
 */
public final class AcknowledgedRecords {

    private static final int BYTES_PER_PERMIT = 16 * 1024;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration WARM_UP_STEP = Duration.ofMillis(20);

    private final KafkaTemplate<String, byte[]> template;
    private final Semaphore inFlight;

    public AcknowledgedRecords(KafkaTemplate<String, byte[]> template, LogSettings settings) {
        this.template = template;
        this.inFlight = new Semaphore(settings.maxInFlight());
    }

    /** Waits until the leaders of {@code topics} are known, so that the first webhook is not turned away for it. */
    public void warmUp(Collection<String> topics) {
        var until = System.nanoTime() + WARM_UP.toNanos();
        while (!topics.stream().allMatch(this::isKnown) && System.nanoTime() < until) {
            LockSupport.parkNanos(WARM_UP_STEP.toNanos());
        }
    }

    /** Completes when the broker has all; fails with {@link LogUnavailable} within the producer's delivery time-out. */
    Mono<Void> send(List<ProducerRecord<String, byte[]>> records) {
        var permits = permits(records);
        if (!inFlight.tryAcquire(permits)) {
            return Mono.error(new LogUnavailable("too many records wait for the broker", null));
        }
        var sent = sendAll(records).whenComplete((all, failure) -> inFlight.release(permits));
        // The broker has them or not, whether or not the courier still waits: a cancelled answer cancels no send.
        return Mono.fromFuture(sent, true)
                .onErrorMap(failure -> new LogUnavailable("the broker did not confirm", failure));
    }

    private CompletableFuture<Void> sendAll(List<ProducerRecord<String, byte[]>> records) {
        var sends = new CompletableFuture<?>[records.size()];
        for (var i = 0; i < sends.length; i++) {
            sends[i] = send(records.get(i));
        }
        return CompletableFuture.allOf(sends);
    }

    private CompletableFuture<?> send(ProducerRecord<String, byte[]> record) {
        try {
            return template.send(record);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean isKnown(String topic) {
        try {
            return !template.partitionsFor(topic).isEmpty();
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private static int permits(List<ProducerRecord<String, byte[]>> records) {
        var permits = 0;
        for (var record : records) {
            permits += 1 + record.value().length / BYTES_PER_PERMIT;
        }
        return permits;
    }
}
