package dev.waymark.platform.kafka;

import dev.waymark.contract.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Decides what happens to a batch that fails, and reports whether all listeners run.
 *
 * <p>A group with a dead-letter topic loses nothing: its partition waits for a store or a broker that is away, however
 * long it takes, and a record that can never be processed goes to the dead-letter topic alone. A group of one process
 * only, which has none, skips what fails.
 */
final class ListenerSupervisor
        implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>>, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(ListenerSupervisor.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final BackOff NO_RETRY = new FixedBackOff(0, 0);

    /** A group of one process needs its offset only when it loses the broker for a while. */
    private static final Duration PROCESS_GROUP_COMMITS_EVERY = Duration.ofSeconds(5);

    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();
    private final KafkaOperations<byte[], byte[]> template;
    private final MeterRegistry meters;

    ListenerSupervisor(KafkaOperations<byte[], byte[]> template, MeterRegistry meters) {
        this.template = template;
        this.meters = meters;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String topic, String group) {
        var properties = container.getContainerProperties();
        if (hasDeadLetterTopic(topic, group)) {
            container.setCommonErrorHandler(
                    handler(new DeadLetterRecoverer(template, group, deadLetters(topic)), retries()));
            // The next batch need not wait for it: what is read again because a commit was lost has no effect.
            properties.setSyncCommits(false);
        } else {
            container.setCommonErrorHandler(handler(ListenerSupervisor::skip, NO_RETRY));
            properties.setAckMode(ContainerProperties.AckMode.TIME);
            properties.setAckTime(PROCESS_GROUP_COMMITS_EVERY.toMillis());
        }
        containers.add(container);
    }

    /** An {@code Error} ends a listener thread, and nothing else notices. */
    @Override
    public Health health() {
        var areRunning =
                containers.stream().allMatch(container -> container.isRunning() && container.isInExpectedState());
        return (areRunning ? Health.up() : Health.down()).build();
    }

    private static boolean hasDeadLetterTopic(String topic, String group) {
        var deadLetters = Topics.deadLetters(topic, group);
        return Topics.ALL.stream().anyMatch(defined -> defined.name().equals(deadLetters));
    }

    private Counter deadLetters(String topic) {
        return Counter.builder("waymark.kafka.dead.letters")
                .description("records in the dead-letter topic, acknowledged by the broker")
                .tag("topic", topic)
                .register(meters);
    }

    private static CommonErrorHandler handler(ConsumerRecordRecoverer recoverer, BackOff retries) {
        var handler = new DefaultErrorHandler(recoverer, retries);
        handler.setBackOffFunction((record, e) -> Failures.isPermanent(e) ? NO_RETRY : retries);
        handler.setRetryListeners(new RetryLog());
        // The container's own line holds the whole chain of failures, with the message that failed in it.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    private static BackOff retries() {
        var backOff = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
        backOff.setMaxInterval(LONGEST_RETRY.toMillis());
        return backOff;
    }

    private static void skip(ConsumerRecord<?, ?> record, Exception e) {
        log.warn("record skipped: {} reason={}", Failures.position(record), Failures.reason(e));
    }

    private static final class RetryLog implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
            log("record not processed: " + Failures.position(record), e, attempt);
        }

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception e, int attempt) {
            log("batch not processed: records=" + records.count(), e, attempt);
        }

        private static void log(String what, @Nullable Exception e, int attempt) {
            if (e != null && !Failures.isPermanent(e)) {
                log.warn("{} attempt={} failure={}", what, attempt, Failures.reason(e));
            }
        }
    }
}
