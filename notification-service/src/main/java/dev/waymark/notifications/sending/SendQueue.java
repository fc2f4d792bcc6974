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

    record Entry(OrderUpdate update, Channel channel, int tries) {}
}
