package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.NotificationTrigger;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class InMemorySendQueue implements SendQueue {

    private final Map<String, Due> entries = new ConcurrentHashMap<>();

    private record Due(Entry entry, Instant at) {}

    /** When the next entry is due; absent when there is none. */
    @Nullable
    Instant nextDue() {
        return entries.values().stream()
                .map(Due::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    int size() {
        return entries.size();
    }

    @Override
    public Mono<Void> add(Collection<OrderUpdate> updates, Set<Channel> channels, Instant dueAt) {
        updates.forEach(update -> channels.forEach(channel -> {
            var entry = new Entry(update, channel, 0);
            entries.putIfAbsent(key(entry), new Due(entry, dueAt));
        }));
        return Mono.empty();
    }

    @Override
    public Flux<Entry> claimDue(Channel channel, Instant now, Instant claimedUntil, int limit) {
        return Flux.fromStream(() -> entries.values().stream()
                        .filter(due ->
                                due.entry().channel() == channel && !due.at().isAfter(now))
                        .sorted(Comparator.comparing(Due::at))
                        .limit(limit))
                .filter(due -> entries.replace(key(due.entry()), due, new Due(due.entry(), claimedUntil)))
                .map(Due::entry);
    }

    @Override
    public Mono<Void> postpone(Entry entry, int tries, Instant dueAt) {
        return Mono.fromRunnable(() ->
                entries.replace(key(entry), new Due(new Entry(entry.update(), entry.channel(), tries), dueAt)));
    }

    @Override
    public Mono<Void> remove(Entry entry) {
        return Mono.fromRunnable(() -> entries.remove(key(entry)));
    }

    @Override
    public Mono<Boolean> contains(String triggerId, Channel channel) {
        return Mono.fromSupplier(() -> entries.values().stream().anyMatch(due -> isOf(triggerId, channel, due)));
    }

    @Override
    public Mono<Void> hasten(String triggerId, Channel channel, Instant now) {
        return Mono.fromRunnable(() -> entries.replaceAll((_, due) ->
                isOf(triggerId, channel, due) ? new Due(new Entry(due.entry().update(), channel, 0), now) : due));
    }

    private static boolean isOf(String triggerId, Channel channel, Due due) {
        return due.entry().channel() == channel
                && NotificationTrigger.of(due.entry().update())
                        .filter(trigger -> trigger.id().equals(triggerId))
                        .isPresent();
    }

    private static String key(Entry entry) {
        return entry.update().id() + ":" + entry.channel();
    }
}
