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

    public MessageChannels(Collection<MessageChannel> channels) {
        this.channels = channels.stream().collect(toUnmodifiableMap(MessageChannel::channel, identity()));
    }

    Set<Channel> enabled() {
        return channels.keySet();
    }

    Mono<DeliveryResult> send(Channel channel, Message message) {
        var sender = channels.get(channel);
        if (sender == null) {
            throw new IllegalStateException("No channel for " + channel);
        }
        return sender.send(message);
    }
}
