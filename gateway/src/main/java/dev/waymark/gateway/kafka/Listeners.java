package dev.waymark.gateway.kafka;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** The consumers that were started, to be asked whether they are at work. */
final class Listeners implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        containers.add(container);
    }

    /** Whether all are at work still: an Error ends a listener thread, and pages would just stop to move. */
    boolean areRunning() {
        return containers.stream().allMatch(container -> container.isRunning() && container.isInExpectedState());
    }
}
