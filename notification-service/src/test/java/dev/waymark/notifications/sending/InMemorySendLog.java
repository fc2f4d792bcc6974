package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import dev.waymark.notifications.sending.SendAttempt.ClaimDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For one thread. */
final class InMemorySendLog implements SendLog {

    final Map<MessageKey, SendAttempt> attempts = new LinkedHashMap<>();
    final List<SuppressionReason> suppressions = new ArrayList<>();
    private final SendingRules rules;

    InMemorySendLog(SendingRules rules) {
        this.rules = rules;
    }

    @Override
    public Mono<Claim> claim(MessageRecord record, Instant now) {
        var found = attempts.get(record.key());
        if (found == null) {
            var first = SendAttempt.first(record.key(), record.channel(), now, rules);
            attempts.put(record.key(), first);
            return Mono.just(new Claim.Granted(first.version()));
        }
        return Mono.just(
                switch (found.claimAgain(now, rules)) {
                    case ClaimDecision.Finished _ -> new Claim.Finished();
                    case ClaimDecision.Held(var until) -> new Claim.Held(until);
                    case ClaimDecision.Replace(var attempt) -> {
                        attempts.put(record.key(), attempt);
                        yield attempt.state().isFinal() ? new Claim.Finished() : new Claim.Granted(attempt.version());
                    }
                });
    }

    @Override
    public Mono<Boolean> startSending(MessageKey key, Claim.Granted claim) {
        var found = attempts.get(key);
        if (found.version() != claim.version()) {
            return Mono.just(false);
        }
        attempts.put(key, in(found, SendState.IN_FLIGHT));
        return Mono.just(true);
    }

    @Override
    public Mono<Void> record(MessageKey key, DeliveryResult result, Instant now) {
        var found = attempts.get(key);
        attempts.put(
                key,
                in(
                        found,
                        switch (result) {
                            case DeliveryResult.Accepted _ -> SendState.SENT;
                            case DeliveryResult.Rejected _ -> SendState.FAILED;
                            case DeliveryResult.Unavailable _ -> SendState.RETRY;
                            case DeliveryResult.Unknown _ -> SendState.IN_FLIGHT;
                        }));
        return Mono.empty();
    }

    @Override
    public Mono<Void> suppress(
            NotificationTrigger trigger, @Nullable Channel channel, SuppressionReason reason, Instant now) {
        suppressions.add(reason);
        return Mono.empty();
    }

    @Override
    public Mono<Void> fail(NotificationTrigger trigger, String reason, Instant now) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> recordRequested(MessageRecord record, DeliveryResult result, Instant now) {
        return Mono.empty();
    }

    @Override
    public Flux<SentMessage> messages(OrderId order) {
        return Flux.empty();
    }

    private static SendAttempt in(SendAttempt attempt, SendState state) {
        return new SendAttempt(
                attempt.key(),
                attempt.channel(),
                state,
                attempt.leaseUntil(),
                attempt.claimedAt(),
                attempt.unknownResults(),
                attempt.version() + 1);
    }
}
