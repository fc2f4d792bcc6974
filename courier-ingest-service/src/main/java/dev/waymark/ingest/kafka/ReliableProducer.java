package dev.waymark.ingest.kafka;

import dev.waymark.ingest.intake.EventLogUnavailable;
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
 * Sends records and completes when the broker has acknowledged all of them.
 *
 * <p>The caller is an event loop, and a Kafka producer blocks its caller while it does not know a topic's leader or has no
 * memory left. Ours has a {@code max.block.ms} of 0: it fails at once, fetches the leader in the background, and the
 * courier sends the webhook again. A bound of our own, below the producer's memory, keeps the second case away.
 */
public final class ReliableProducer {

    private static final int BYTES_PER_PERMIT = 16 * 1024;
    private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WARM_UP_STEP = Duration.ofMillis(20);

    private final KafkaTemplate<String, byte[]> template;
    private final Semaphore inFlight;

    public ReliableProducer(KafkaTemplate<String, byte[]> template, ProducerSettings settings) {
        this.template = template;
        this.inFlight = new Semaphore(settings.maxInFlight());
    }

    /** Waits until the leaders of {@code topics} are known, so that the first webhook is not rejected. */
    public void warmUp(Collection<String> topics) {
        var until = System.nanoTime() + WARM_UP_TIMEOUT.toNanos();
        while (!topics.stream().allMatch(this::hasLeader) && System.nanoTime() < until) {
            LockSupport.parkNanos(WARM_UP_STEP.toNanos());
        }
    }

    /** Completes when the broker has acknowledged all; fails with {@link EventLogUnavailable} within the producer's delivery time-out. */
    Mono<Void> send(List<ProducerRecord<String, byte[]>> records) {
        var permits = records.stream()
                .mapToInt(record -> 1 + record.value().length / BYTES_PER_PERMIT)
                .sum();
        if (!inFlight.tryAcquire(permits)) {
            return Mono.error(new EventLogUnavailable("too many records wait for the broker", null));
        }
        var sent = CompletableFuture.allOf(records.stream().map(this::send).toArray(CompletableFuture[]::new))
                .whenComplete((_, _) -> inFlight.release(permits));
        // A courier that hangs up cancels no send: the broker has the records or not either way.
        return Mono.fromFuture(sent, true)
                .onErrorMap(failure -> new EventLogUnavailable("the broker did not confirm", failure));
    }

    private CompletableFuture<?> send(ProducerRecord<String, byte[]> record) {
        try {
            return template.send(record);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean hasLeader(String topic) {
        try {
            return !template.partitionsFor(topic).isEmpty();
        } catch (RuntimeException _) {
            return false;
        }
    }
}
