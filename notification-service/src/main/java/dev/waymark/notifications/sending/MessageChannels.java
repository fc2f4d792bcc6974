package dev.waymark.notifications.sending;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.waymark.contract.Channel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The channels of this deployment. */
public final class MessageChannels {

    private final Map<Channel, MessageChannel> channels;
    private final NotificationMetrics metrics;

    public MessageChannels(Collection<MessageChannel> channels, NotificationMetrics metrics) {
        this.channels = channels.stream().collect(toUnmodifiableMap(MessageChannel::channel, identity()));
        this.metrics = metrics;
    }

    /** Those that messages can be sent by. */
    public Set<Channel> enabled() {
        return channels.keySet();
    }

    /** Sends {@code message} by the channel of its record, and counts the result. */
    Mono<DeliveryResult> send(MessageRecord record, Message message, Mono<Boolean> begin) {
        var channel = channels.get(record.channel());
        if (channel == null) {
            throw new IllegalStateException("No channel for " + record.channel());
        }
        return channel.send(message, begin).doOnNext(result -> metrics.sent(record, result));
    }
}
