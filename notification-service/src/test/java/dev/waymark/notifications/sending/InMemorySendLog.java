package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.FailedMessages.ReasonCount;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class InMemorySendLog implements SendLog {

    private final Map<MessageKey, Entry> messages = new LinkedHashMap<>();
    private final Map<List<@Nullable Object>, SentMessage> decisions = new LinkedHashMap<>();
    private final Map<String, Kept> receipts = new LinkedHashMap<>();
    private final SendingSettings settings;
    private int recordingsToFail;

    InMemorySendLog(SendingSettings settings) {
        this.settings = settings;
    }

    @Override
    public Mono<Boolean> isSent(MessageKey key) {
        return Mono.fromSupplier(() -> {
            var entry = messages.get(key);
            return entry != null && entry.attempt().state().mayBeReceived();
        });
    }

    private record Kept(DeliveryReceipt receipt, Instant at) {}

    private record Entry(
            MessageRecord message,
            SendAttempt attempt,
            long claim,
            @Nullable String reason,
            @Nullable Instant sentAt,
            @Nullable Integer segments) {

        Entry with(SendAttempt newAttempt) {
            var newClaim = newAttempt.state() == SendState.CLAIMED ? newAttempt.version() : claim;
            return new Entry(message, newAttempt, newClaim, reason, sentAt, segments);
        }

        Entry in(SendState state, @Nullable String newReason) {
            return in(state, newReason, attempt.leaseUntil());
        }

        Entry in(SendState state, @Nullable String newReason, Instant leaseUntil) {
            return new Entry(message, withState(state, leaseUntil), claim, newReason, sentAt, segments);
        }

        Entry sent(Instant now, int parts) {
            var segmentsOfSms = message.channel() == Channel.SMS ? parts : null;
            return new Entry(message, withState(SendState.SENT, now), claim, null, now, segmentsOfSms);
        }

        boolean isHeld(Claim.Granted granted, SendState... states) {
            return claim == granted.version() && List.of(states).contains(attempt.state());
        }

        SendAttempt withState(SendState state, Instant leaseUntil) {
            return new SendAttempt(
                    attempt.key(),
                    attempt.channel(),
                    state,
                    leaseUntil,
                    attempt.claimedAt(),
                    attempt.unknownResults(),
                    attempt.parts(),
                    attempt.version() + 1);
        }

        Entry having(SentParts parts) {
            var changed = new SendAttempt(
                    attempt.key(),
                    attempt.channel(),
                    attempt.state(),
                    attempt.leaseUntil(),
                    attempt.claimedAt(),
                    attempt.unknownResults(),
                    parts,
                    attempt.version() + 1);
            return new Entry(message, changed, claim, reason, sentAt, segments);
        }

        SentMessage sentMessage() {
            var trigger = message.trigger();
            return new SentMessage(
                    message.key().value(),
                    message.kind(),
                    message.channel(),
                    trigger == null || trigger.shipment() == null
                            ? null
                            : trigger.shipment().toString(),
                    attempt.claimedAt(),
                    attempt.state().outcome(),
                    attempt.state().reason(reason),
                    message.recipient().masked(),
                    sentAt,
                    segments);
        }
    }

    synchronized List<SendState> states() {
        return messages.values().stream().map(entry -> entry.attempt().state()).toList();
    }

    @Override
    public synchronized Mono<Claim> claim(MessageRecord message, Instant now) {
        var found = messages.get(message.key());
        if (found == null) {
            var first = SendAttempt.first(message.key(), message.channel(), now, settings);
            messages.put(message.key(), new Entry(message, first, first.version(), null, null, null));
            return Mono.just(new Claim.Granted(first.version(), first.parts()));
        }
        var fresh = found.attempt().claimAgain(now, settings);
        fresh.ifPresent(attempt -> messages.put(message.key(), found.with(attempt)));
        var attempt = fresh.orElse(found.attempt());
        if (attempt.state().isFinal()) {
            return Mono.just(new Claim.Finished(attempt.state()));
        }
        return Mono.just(
                fresh.isPresent()
                        ? new Claim.Granted(attempt.version(), attempt.parts())
                        : new Claim.Held(attempt.leaseUntil()));
    }

    @Override
    public synchronized Mono<Boolean> startSending(MessageKey key, Claim.Granted claim, Instant now) {
        var found = messages.get(key);
        if (!found.isHeld(claim, SendState.CLAIMED)) {
            return Mono.just(false);
        }
        messages.put(key, found.in(SendState.IN_FLIGHT, found.reason(), now.plus(settings.lease())));
        return Mono.just(true);
    }

    @Override
    public synchronized Mono<Void> prolong(MessageKey key, Claim.Granted claim, Instant now) {
        var found = messages.get(key);
        if (found.isHeld(claim, SendState.CLAIMED, SendState.IN_FLIGHT)) {
            messages.put(key, found.in(found.attempt().state(), found.reason(), now.plus(settings.lease())));
        }
        return Mono.empty();
    }

    /** As while the store is away. */
    synchronized void failRecordings(int times) {
        recordingsToFail = times;
    }

    @Override
    public synchronized Mono<Void> record(MessageKey key, Claim.Granted claim, DeliveryResult result, Instant now) {
        if (recordingsToFail > 0) {
            recordingsToFail--;
            return Mono.error(new IllegalStateException("the store is away"));
        }
        var found = messages.get(key);
        switch (result) {
            case DeliveryResult.Accepted(var segments, var parts) -> {
                if (!found.attempt().state().outcome().isSent()) {
                    messages.put(key, found.sent(now, segments).having(parts));
                }
            }
            case DeliveryResult.Partly(var parts, var rest) -> {
                recordParts(found, claim, parts);
                return record(key, claim, rest, now);
            }
            case DeliveryResult.Rejected(var reason) -> reject(found, claim, reason);
            case DeliveryResult.Undeliverable(var reason) -> reject(found, claim, reason);
            case DeliveryResult.Unavailable(var reason, var retryAfter) ->
                retry(found, claim, reason, now.plus(retryAfter));
            case DeliveryResult.SenderRefused(var reason) -> retry(found, claim, reason, now);
            case DeliveryResult.Unknown(var reason) -> {
                if (found.isHeld(claim, SendState.IN_FLIGHT)) {
                    messages.put(key, found.in(SendState.IN_FLIGHT, reason, now));
                }
            }
        }
        return Mono.empty();
    }

    private void recordParts(Entry found, Claim.Granted claim, SentParts parts) {
        if (found.isHeld(claim, SendState.IN_FLIGHT, SendState.UNCERTAIN)) {
            messages.put(found.message().key(), found.having(parts));
        }
    }

    @Override
    public synchronized Mono<MessageKey> receive(DeliveryReceipt receipt, Instant now) {
        var id = receipt.channel() + ":" + receipt.id();
        receipts.merge(
                id,
                new Kept(receipt, now),
                (old, fresh) ->
                        receipt.state().finality() >= old.receipt().state().finality()
                                        || old.at().isBefore(now.minus(Duration.ofDays(4)))
                                ? fresh
                                : old);
        return Mono.justOrEmpty(messages.values().stream()
                .filter(entry -> entry.message().channel() == receipt.channel())
                .filter(entry -> entry.attempt().parts().known().contains(receipt.id()))
                .max(Comparator.comparing(entry -> entry.attempt().claimedAt()))
                .map(entry -> entry.message().key()));
    }

    @Override
    public synchronized Mono<Void> recordLate(MessageKey key, int segments, SentParts parts, Instant now) {
        var found = messages.get(key);
        found.attempt().parts().and(parts).ifPresent(all -> {
            var isWhole = all.isComplete() && !found.attempt().state().outcome().isSent();
            messages.put(key, (isWhole ? found.sent(now, segments) : found).having(all));
        });
        return Mono.empty();
    }

    @Override
    public synchronized Mono<Settled> settle(MessageKey key, Instant now) {
        var found = messages.get(key);
        return Mono.justOrEmpty(found.attempt().settledBy(receipts(found)).map(receipt -> {
            var state = receipt.isFailure() ? SendState.FAILED : SendState.DELIVERED;
            messages.put(key, found.in(state, receipt.isFailure() ? receipt.reason() : null));
            return new Settled(receipt, found.message().recipient());
        }));
    }

    private List<DeliveryReceipt> receipts(Entry entry) {
        return entry.attempt().parts().known().stream()
                .map(id -> receipts.get(entry.message().channel() + ":" + id))
                .filter(kept ->
                        kept != null && !kept.at().isBefore(entry.attempt().claimedAt()))
                .map(Kept::receipt)
                .toList();
    }

    private void reject(Entry found, Claim.Granted claim, String reason) {
        if (found.isHeld(claim, SendState.CLAIMED, SendState.IN_FLIGHT, SendState.UNCERTAIN)) {
            messages.put(found.message().key(), found.in(SendState.FAILED, reason));
        }
    }

    private void retry(Entry found, Claim.Granted claim, String reason, Instant notBefore) {
        if (found.isHeld(claim, SendState.CLAIMED, SendState.IN_FLIGHT)) {
            messages.put(found.message().key(), found.in(SendState.RETRY, reason, notBefore));
        }
    }

    @Override
    public synchronized Mono<Boolean> suppress(
            NotificationTrigger trigger,
            @Nullable Channel channel,
            @Nullable Recipient recipient,
            SuppressionReason reason,
            Instant now) {
        if (channel != null) {
            return Mono.just(end(trigger, channel, false, SendState.NOT_SENT, reason.name(), now));
        }
        if (known(trigger).isEmpty() && decided(trigger).isEmpty()) {
            return Mono.just(decide(trigger, null, SendState.NOT_SENT, reason.name(), now));
        }
        return Mono.just(end(known(trigger), SendState.NOT_SENT, reason.name(), now));
    }

    @Override
    public synchronized Mono<Boolean> suppressPending(
            NotificationTrigger trigger, Channel channel, SuppressionReason reason, Instant now) {
        return Mono.just(end(trigger, channel, true, SendState.NOT_SENT, reason.name(), now));
    }

    @Override
    public synchronized Mono<Void> fail(NotificationTrigger trigger, Channel channel, String reason, Instant now) {
        end(trigger, channel, true, SendState.FAILED, reason, now);
        return Mono.empty();
    }

    @Override
    public synchronized Mono<Void> recordRequested(
            MessageRecord message, Claim.Granted claim, DeliveryResult result, Instant now) {
        var found = messages.get(message.key());
        return switch (result) {
            case DeliveryResult.Accepted _, DeliveryResult.Rejected _, DeliveryResult.Undeliverable _ ->
                record(message.key(), claim, result, now);
            case DeliveryResult.Partly(var parts, var rest) -> {
                recordParts(found, claim, parts);
                yield recordRequested(message, claim, rest, now);
            }
            case DeliveryResult.Unavailable(var reason, var _) -> Mono.fromRunnable(() -> reject(found, claim, reason));
            case DeliveryResult.SenderRefused(var reason) -> Mono.fromRunnable(() -> reject(found, claim, reason));
            case DeliveryResult.Unknown(var reason) -> {
                if (found.isHeld(claim, SendState.IN_FLIGHT)) {
                    messages.put(message.key(), found.in(SendState.UNCERTAIN, reason));
                }
                yield Mono.empty();
            }
        };
    }

    @Override
    public synchronized Flux<Reopenable> failed(MessageSelection selection, int limit) {
        return Flux.fromIterable(messages.values().stream()
                .filter(entry -> entry.attempt().state() == SendState.FAILED
                        || entry.attempt().state() == SendState.UNCERTAIN)
                .filter(entry -> selection.order() == null
                        || selection.order().equals(entry.message().order()))
                .filter(entry -> selection.message() == null
                        || selection.message().equals(entry.message().key().value()))
                .filter(entry ->
                        selection.reason() == null || selection.reason().equals(entry.reason()))
                .filter(entry -> selection.since() == null
                        || !entry.attempt().claimedAt().isBefore(selection.since()))
                .filter(entry -> entry.message().trigger() != null)
                .map(entry -> new Reopenable(
                        entry.message().key(),
                        entry.message().trigger().id(),
                        entry.message().channel(),
                        entry.attempt().version()))
                .limit(limit)
                .toList());
    }

    @Override
    public synchronized Flux<ReasonCount> failures(@Nullable Instant since) {
        return failed(new MessageSelection(null, null, null, since), Integer.MAX_VALUE)
                .map(reopenable -> messages.get(reopenable.key()))
                .collectMultimap(entry -> Objects.requireNonNullElse(entry.reason(), "none"))
                .flatMapIterable(Map::entrySet)
                .map(reason -> new ReasonCount(
                        reason.getKey(),
                        count(reason.getValue(), SendState.FAILED),
                        count(reason.getValue(), SendState.UNCERTAIN)))
                .sort(Comparator.comparing(ReasonCount::total).reversed().thenComparing(ReasonCount::reason));
    }

    private static long count(Collection<Entry> entries, SendState state) {
        return entries.stream()
                .filter(entry -> entry.attempt().state() == state)
                .count();
    }

    @Override
    public synchronized Mono<Boolean> reopen(Reopenable message, Instant now) {
        var found = messages.get(message.key());
        if (found.attempt().version() != message.version()) {
            return Mono.just(false);
        }
        messages.put(
                message.key(),
                found.in(SendState.RETRY, found.reason(), now)
                        .having(found.attempt().parts().without(receipts(found))));
        return Mono.just(true);
    }

    @Override
    public synchronized Flux<SentMessage> messages(OrderId order) {
        var sent = messages.values().stream()
                .filter(entry -> order.equals(entry.message().order()))
                .map(Entry::sentMessage);
        var decided = decisions.entrySet().stream()
                .filter(decision -> order.equals(decision.getKey().getFirst()))
                .map(Map.Entry::getValue);
        return Flux.fromIterable(java.util.stream.Stream.concat(sent, decided).toList())
                .sort(Comparator.comparing(SentMessage::decidedAt).reversed());
    }

    private boolean end(
            NotificationTrigger trigger, Channel channel, boolean forAll, SendState state, String reason, Instant now) {
        var own = known(trigger).stream()
                .filter(entry -> entry.message().channel() == channel)
                .toList();
        var decided = decided(trigger);
        if (!own.isEmpty()) {
            return end(own, state, reason, now);
        }
        var isNothingKnown = known(trigger).isEmpty() && decided.isEmpty();
        return !(forAll && decided.contains(null))
                && !decided.contains(channel)
                && decide(trigger, forAll && isNothingKnown ? null : channel, state, reason, now);
    }

    private boolean end(List<Entry> entries, SendState state, String reason, Instant now) {
        var isAnyEnded = false;
        for (var entry : entries) {
            var end = entry.attempt().abandonedState(now, state);
            var failed = entry.attempt().state() == SendState.RETRY
                    && entry.reason() != null
                    && reason.equals(SuppressionReason.STALE_EVENT.name());
            end.ifPresent(endState -> messages.put(
                    entry.message().key(),
                    failed ? entry.in(SendState.FAILED, entry.reason()) : entry.in(endState, reason)));
            isAnyEnded |= end.isPresent();
        }
        return isAnyEnded;
    }

    private List<Entry> known(NotificationTrigger trigger) {
        return messages.values().stream()
                .filter(entry -> entry.message().trigger() != null
                        && trigger.id().equals(entry.message().trigger().id()))
                .toList();
    }

    /** The channels of the decisions against {@code trigger}; null for all. */
    private List<@Nullable Object> decided(NotificationTrigger trigger) {
        return decisions.keySet().stream()
                .filter(key -> trigger.id().equals(key.get(1)))
                .<@Nullable Object>map(key -> key.get(2))
                .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
    }

    private boolean decide(
            NotificationTrigger trigger, @Nullable Channel channel, SendState state, String reason, Instant now) {
        var key = java.util.Arrays.<@Nullable Object>asList(trigger.orderId(), trigger.id(), channel);
        return decisions.putIfAbsent(
                        key,
                        new SentMessage(
                                key.toString(),
                                trigger.kind().id(),
                                channel,
                                trigger.shipment() == null
                                        ? null
                                        : trigger.shipment().toString(),
                                now,
                                state.outcome(),
                                state.reason(reason),
                                null,
                                null,
                                null))
                == null;
    }
}
