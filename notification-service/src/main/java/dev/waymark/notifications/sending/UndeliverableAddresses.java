package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.UndeliverableAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The addresses at which, as a provider has said for good, nobody receives messages. Kept as keyed hashes. */
public interface UndeliverableAddresses {

    /** Keeps the first reason and date. */
    Mono<Void> add(Channel channel, Recipient recipient, String reason, Instant now);

    /** Those of {@code recipients} whose address is one. */
    Mono<Set<Channel>> among(Map<Channel, Recipient> recipients);

    /** Those that messages of {@code order} were sent to. */
    Flux<UndeliverableAddress> of(OrderId order);

    /** Lets messages of any order go again to the address that those of {@code order} went to. False when there was none. */
    Mono<Boolean> lift(OrderId order, Channel channel);
}
