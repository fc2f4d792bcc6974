package dev.waymark.gateway.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** The consumers that were started, to be asked whether they are at work. Their group ends with this process. */
final class Listeners implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

    /** Where it is in the topic a group of one process needs only when it loses the broker for a while. */
    private static final Duration COMMITTED_EVERY = Duration.ofSeconds(5);

    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        var properties = container.getContainerProperties();
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(COMMITTED_EVERY.toMillis());
        containers.add(container);
    }

    /** Whether all are at work still: an Error ends a listener thread, and pages would just stop to move. */
    boolean areRunning() {
        return containers.stream().allMatch(container -> container.isRunning() && container.isInExpectedState());
    }
}
