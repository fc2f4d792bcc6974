package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Order updates whose messages are still to be sent, by channel. Stored, so that no partition waits for a provider. */
public interface SendQueue {

    /** Adds each of {@code updates} for each of {@code channels}, due at {@code dueAt}. An entry that exists stays as it is. */
    Mono<Void> add(Collection<OrderUpdate> updates, Set<Channel> channels, Instant dueAt);

    /** The entries of {@code channel} due at {@code now}, each claimed for the caller alone until {@code claimedUntil}. */
    Flux<Entry> claimDue(Channel channel, Instant now, Instant claimedUntil, int limit);

    /** Makes {@code entry} due again, after {@code tries} tries. */
    Mono<Void> postpone(Entry entry, int tries, Instant dueAt);

    Mono<Void> remove(Entry entry);

    /** Whether what {@code triggerId} tells by {@code channel} is in the queue. */
    Mono<Boolean> contains(String triggerId, Channel channel);

    /** Makes that entry due at {@code now}, with all its tries before it. */
    Mono<Void> hasten(String triggerId, Channel channel, Instant now);

    record Entry(OrderUpdate update, Channel channel, int tries) {}
}
