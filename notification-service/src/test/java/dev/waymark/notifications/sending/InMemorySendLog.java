package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.domain.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The log of one thread, with the same rules of claiming. */
final class InMemorySendLog implements SendLog {

    final Map<MessageKey, Attempt> attempts = new LinkedHashMap<>();
    final List<Reason> stops = new ArrayList<>();
    private final SendingRules rules;

    InMemorySendLog(SendingRules rules) {
        this.rules = rules;
    }

    @Override
    public Mono<Claim> claim(Outgoing outgoing, Instant now) {
        var found = attempts.get(outgoing.key());
        if (found == null) {
            var first = Attempt.first(outgoing.key(), outgoing.channel(), now, rules);
            attempts.put(outgoing.key(), first);
            return Mono.just(new Claim.Granted(first.version()));
        }
        return Mono.just(found.next(now, rules)
                .match(settled -> new Claim.Settled(), held -> new Claim.Held(held.until()), write -> {
                    attempts.put(outgoing.key(), write.attempt());
                    return write.attempt().state().isSettled()
                            ? new Claim.Settled()
                            : new Claim.Granted(write.attempt().version());
                }));
    }

    @Override
    public Mono<Boolean> calling(MessageKey key, Claim.Granted claim) {
        var found = attempts.get(key);
        if (found.version() != claim.version()) {
            return Mono.just(false);
        }
        attempts.put(key, in(found, SendState.CALLING));
        return Mono.just(true);
    }

    @Override
    public Mono<Void> record(MessageKey key, Handover handover, Instant now) {
        var found = attempts.get(key);
        attempts.put(
                key,
                in(
                        found,
                        handover.match(
                                taken -> SendState.SENT,
                                refused -> SendState.FAILED,
                                unreachable -> SendState.RETRY,
                                unsure -> SendState.CALLING)));
        return Mono.empty();
    }

    @Override
    public Mono<Void> notSent(Occasion occasion, @Nullable Channel channel, Reason reason, Instant now) {
        stops.add(reason);
        return Mono.empty();
    }

    @Override
    public Mono<Void> failed(Occasion occasion, String why, Instant now) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> askedFor(Outgoing outgoing, Handover handover, Instant now) {
        return Mono.empty();
    }

    @Override
    public Flux<SentMessage> messages(OrderId order) {
        return Flux.empty();
    }

    private static Attempt in(Attempt attempt, SendState state) {
        return new Attempt(
                attempt.key(),
                attempt.channel(),
                state,
                attempt.leaseUntil(),
                attempt.claimedAt(),
                attempt.unsureCalls(),
                attempt.version() + 1);
    }
}
