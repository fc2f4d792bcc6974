package dev.waymark.platform.kafka;

import dev.waymark.contract.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Decides what happens to a batch that fails, and reports whether all listeners run.
 *
 * <p>A group with a dead-letter topic loses nothing: its partition waits for a store or a broker that is away, however
 * long it takes, and a record that can never be processed goes to the dead-letter topic alone. A group of one process
 * only, which has none, skips what fails.
 */
final class ListenerSupervisor
        implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>>, HealthIndicator {

    /** A group of one process needs its offset only when it loses the broker for a while. */
    private static final Duration PROCESS_GROUP_COMMITS_EVERY = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(ListenerSupervisor.class);

    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();
    private final List<ListenerErrorHandler> handlers = new CopyOnWriteArrayList<>();
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
            var recoverer = new DeadLetterRecoverer(
                    template,
                    group,
                    counter(
                            "waymark.kafka.dead.letters",
                            "records in the dead-letter topic, acknowledged by the broker",
                            topic));
            handle(container, topic, true, recoverer);
            // The next batch need not wait for it: what is read again because a commit was lost has no effect.
            properties.setSyncCommits(false);
        } else {
            handle(container, topic, false, ListenerSupervisor::skip);
            properties.setAckMode(ContainerProperties.AckMode.TIME);
            properties.setAckTime(PROCESS_GROUP_COMMITS_EVERY.toMillis());
        }
        containers.add(container);
    }

    @SuppressWarnings("unchecked") // It looks at no key and no value.
    private void handle(
            AbstractMessageListenerContainer<?, ?> container,
            String topic,
            boolean isPatient,
            ConsumerRecordRecoverer recoverer) {
        var pollFailures = counter("waymark.kafka.poll.failures", "polls that threw an exception", topic);
        var handler = new ListenerErrorHandler(container, topic, isPatient, recoverer, pollFailures::increment);
        container.setCommonErrorHandler(handler);
        ((AbstractMessageListenerContainer<Object, Object>) container).setBatchInterceptor(handler);
        TimeGauge.builder(
                        "waymark.kafka.stalled",
                        handler,
                        TimeUnit.SECONDS,
                        stalled -> stalled.longestStall().toSeconds())
                .description("for how long a partition has stood still at one record")
                .tag("topic", topic)
                .register(meters);
        handlers.add(handler);
    }

    /** An {@code Error} ends a listener thread, and nothing else notices. */
    @Override
    public Health health() {
        var areRunning =
                containers.stream().allMatch(container -> container.isRunning() && container.isInExpectedState());
        return (areRunning ? Health.up() : Health.down()).build();
    }

    /** Which partitions stand still, and why. Down where polls fail one after the other, so that nothing comes in. */
    Health progress() {
        var health = handlers.stream().allMatch(ListenerErrorHandler::isPolling) ? Health.up() : Health.down();
        handlers.forEach(handler -> handler.stalls().forEach(health::withDetail));
        return health.build();
    }

    private static boolean hasDeadLetterTopic(String topic, String group) {
        var deadLetters = Topics.deadLetters(topic, group);
        return Topics.ALL.stream().anyMatch(defined -> defined.name().equals(deadLetters));
    }

    private Counter counter(String name, String description, String topic) {
        return Counter.builder(name)
                .description(description)
                .tag("topic", topic)
                .register(meters);
    }

    private static void skip(ConsumerRecord<?, ?> record, Exception e) {
        log.warn("record skipped: {} reason={}", Failures.position(record), Failures.reason(e));
    }
}
