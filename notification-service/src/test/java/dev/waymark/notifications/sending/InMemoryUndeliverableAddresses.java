package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.UndeliverableAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Knows no orders: all addresses are of each. */
final class InMemoryUndeliverableAddresses implements UndeliverableAddresses {

    private final Map<String, UndeliverableAddress> addresses = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> add(Channel channel, Recipient recipient, String reason, Instant now) {
        return Mono.fromRunnable(() -> addresses.putIfAbsent(
                recipient.hash(), new UndeliverableAddress(channel, recipient.masked(), reason, now)));
    }

    @Override
    public Mono<Set<Channel>> among(Map<Channel, Recipient> recipients) {
        return Mono.fromSupplier(() -> recipients.entrySet().stream()
                .filter(recipient -> addresses.containsKey(recipient.getValue().hash()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Flux<UndeliverableAddress> of(OrderId order) {
        return Flux.fromIterable(addresses.values());
    }

    @Override
    public Mono<Boolean> lift(OrderId order, Channel channel) {
        return Mono.fromSupplier(() -> addresses.values().removeIf(address -> address.channel() == channel));
    }
}
