package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.FailedMessages.ReasonCount;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import dev.waymark.notifications.sending.DeliveryReceipt;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageRecord;
import dev.waymark.notifications.sending.NotificationMetrics;
import dev.waymark.notifications.sending.Recipient;
import dev.waymark.notifications.sending.SendAttempt;
import dev.waymark.notifications.sending.SendLog;
import dev.waymark.notifications.sending.SendState;
import dev.waymark.notifications.sending.SendingSettings;
import dev.waymark.notifications.sending.SentParts;
import dev.waymark.platform.mongo.MongoFailures;
import dev.waymark.platform.mongo.MongoInserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The send log in the collection {@code notifications}: one document for each message and for each decision against one. */
public final class MongoSendLog implements SendLog {

    static final String COLLECTION = "notifications";

    /** More than any order has: bounds the answer to support. */
    private static final int MAX_MESSAGES = 500;

    /** A state that many processes change at once is read again so often. */
    private static final int CHANGES_AT_ONCE = 20;

    static final String PART_ID = Fields.PARTS + "." + Fields.TAKEN + "." + Fields.PROVIDER_ID;
    /** As the reason of an entry that has none is asked for. */
    private static final String NO_REASON = "none";

    private static final String COUNT = "count";

    private final MongoCollection<Document> notifications;
    private final MongoReceipts receipts;
    private final SendingSettings settings;
    private final NotificationMetrics metrics;

    public MongoSendLog(MongoDatabase database, SendingSettings settings, NotificationMetrics metrics) {
        this.notifications = database.getCollection(COLLECTION);
        this.receipts = new MongoReceipts(database);
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Receipts that settle nothing any more. */
    public Mono<Void> forgetReceipts(Instant now) {
        return receipts.forget(now);
    }

    @Override
    public Mono<Claim> claim(MessageRecord record, Instant now) {
        var attempt = SendAttempt.first(record.key(), record.channel(), now, settings);
        var insertion = Mono.from(notifications.insertOne(NotificationDocument.of(attempt, record)))
                .<Claim>map(_ -> new Claim.Granted(attempt.version(), attempt.parts()));
        return MongoInserts.insertOrFind(insertion, reclaim(record.key(), now));
    }

    @Override
    public Mono<Boolean> startSending(MessageKey key, Claim.Granted claim, Instant now) {
        return update(
                        held(key, claim, SendState.CLAIMED),
                        combine(set(Fields.STATE, SendState.IN_FLIGHT.name()), leaseUntil(now.plus(settings.lease()))))
                .map(MongoSendLog::isChanged);
    }

    @Override
    public Mono<Void> prolong(MessageKey key, Claim.Granted claim, Instant now) {
        return update(held(key, claim, SendState.CLAIMED, SendState.IN_FLIGHT), leaseUntil(now.plus(settings.lease())))
                .then();
    }

    @Override
    public Mono<Void> record(MessageKey key, Claim.Granted claim, DeliveryResult result, Instant now) {
        return switch (result) {
            case DeliveryResult.Accepted(var segments, var parts) ->
                update(
                                and(
                                        eq(Fields.ID, key.value()),
                                        nin(Fields.STATE, SendState.SENT.name(), SendState.DELIVERED.name())),
                                combine(sent(segments, now), parts(parts)))
                        .then();
            case DeliveryResult.Partly(var parts, var rest) ->
                recordParts(key, claim, parts).then(record(key, claim, rest, now));
            case DeliveryResult.Rejected(var reason) -> reject(key, claim, reason);
            case DeliveryResult.Undeliverable(var reason) -> reject(key, claim, reason);
            case DeliveryResult.Unavailable(var reason, var retryAfter) ->
                retry(key, claim, reason, now.plus(retryAfter));
            case DeliveryResult.SenderRefused(var reason) -> retry(key, claim, reason, now);
            // The call is over: nobody needs the lease any more.
            case DeliveryResult.Unknown(var reason) ->
                update(held(key, claim, SendState.IN_FLIGHT), combine(set(Fields.REASON, reason), leaseUntil(now)))
                        .then();
        };
    }

    private Mono<Void> recordParts(MessageKey key, Claim.Granted claim, SentParts parts) {
        return update(held(key, claim, SendState.IN_FLIGHT, SendState.UNCERTAIN), parts(parts))
                .then();
    }

    private static Bson sent(int segments, Instant now) {
        return combine(
                set(Fields.STATE, SendState.SENT.name()), set(Fields.SENT_AT, now), set(Fields.SEGMENTS, segments));
    }

    private static Bson parts(SentParts parts) {
        return parts.isEmpty() ? unset(Fields.PARTS) : set(Fields.PARTS, NotificationDocument.parts(parts));
    }

    @Override
    public Mono<MessageKey> receive(DeliveryReceipt receipt, Instant now) {
        return receipts.keep(receipt, now)
                .then(Mono.from(notifications
                        .find(and(
                                eq(PART_ID, receipt.id()),
                                eq(Fields.CHANNEL, receipt.channel().name())))
                        .sort(Sorts.orderBy(Sorts.descending(Fields.DECIDED_AT), Sorts.ascending(Fields.ID)))
                        .limit(1)))
                .map(document -> new MessageKey(document.getString(Fields.ID)));
    }

    @Override
    public Mono<Void> recordLate(MessageKey key, int segments, SentParts parts, Instant now) {
        return Mono.from(notifications.find(eq(Fields.ID, key.value())))
                .flatMap(document -> {
                    var attempt = NotificationDocument.attempt(document);
                    return attempt.parts()
                            .and(parts)
                            .map(all -> changeOrFail(
                                    attempt,
                                    all.isComplete()
                                                    && !attempt.state()
                                                            .outcome()
                                                            .isSent()
                                            ? combine(parts(all), sent(segments, now))
                                            : parts(all)))
                            .orElse(Mono.empty());
                })
                .retryWhen(untilUnchanged());
    }

    @Override
    public Mono<Settled> settle(MessageKey key, Instant now) {
        return Mono.from(notifications.find(eq(Fields.ID, key.value())))
                .flatMap(document -> {
                    var attempt = NotificationDocument.attempt(document);
                    return receipts.of(attempt)
                            .flatMap(known -> Mono.justOrEmpty(attempt.settledBy(known)))
                            .flatMap(receipt -> changeOrFail(attempt, settled(receipt))
                                    .thenReturn(new Settled(receipt, NotificationDocument.recipient(document))));
                })
                .retryWhen(untilUnchanged());
    }

    private static Bson settled(DeliveryReceipt receipt) {
        return receipt.isFailure()
                ? state(SendState.FAILED, receipt.reason())
                : set(Fields.STATE, SendState.DELIVERED.name());
    }

    private Mono<Void> changeOrFail(SendAttempt attempt, Bson change) {
        return change(attempt.key(), attempt.version(), change)
                .flatMap(isChanged -> isChanged ? Mono.empty() : Mono.error(new ConcurrentModificationException()));
    }

    /** Another process has changed the message since it was read. */
    private static Retry untilUnchanged() {
        return Retry.max(CHANGES_AT_ONCE).filter(ConcurrentModificationException.class::isInstance);
    }

    private Mono<Void> reject(MessageKey key, Claim.Granted claim, String reason) {
        return update(
                        held(key, claim, SendState.CLAIMED, SendState.IN_FLIGHT, SendState.UNCERTAIN),
                        state(SendState.FAILED, reason))
                .then();
    }

    private Mono<Void> retry(MessageKey key, Claim.Granted claim, String reason, Instant notBefore) {
        return update(
                        held(key, claim, SendState.CLAIMED, SendState.IN_FLIGHT),
                        combine(state(SendState.RETRY, reason), leaseUntil(notBefore)))
                .then();
    }

    @Override
    public Mono<Boolean> suppress(
            NotificationTrigger trigger,
            @Nullable Channel channel,
            @Nullable Recipient recipient,
            SuppressionReason reason,
            Instant now) {
        var ending = Ending.notSent(reason, recipient);
        return channel == null
                ? entries(trigger)
                        .flatMap(known ->
                                known.isEmpty() ? insertDecision(trigger, null, ending, now) : end(known, ending, now))
                : end(trigger, channel, false, ending, now);
    }

    @Override
    public Mono<Boolean> suppressPending(
            NotificationTrigger trigger, Channel channel, SuppressionReason reason, Instant now) {
        return end(trigger, channel, true, Ending.notSent(reason, null), now);
    }

    @Override
    public Mono<Void> fail(NotificationTrigger trigger, Channel channel, String reason, Instant now) {
        return end(trigger, channel, true, new Ending(SendState.FAILED, reason, false, null), now)
                .then();
    }

    @Override
    public Mono<Void> recordRequested(MessageRecord record, Claim.Granted claim, DeliveryResult result, Instant now) {
        var key = record.key();
        return switch (result) {
            case DeliveryResult.Accepted _, DeliveryResult.Rejected _, DeliveryResult.Undeliverable _ ->
                record(key, claim, result, now);
            case DeliveryResult.Partly(var parts, var rest) ->
                recordParts(key, claim, parts).then(recordRequested(record, claim, rest, now));
            case DeliveryResult.Unavailable(var reason, var _) -> reject(key, claim, reason);
            case DeliveryResult.SenderRefused(var reason) -> reject(key, claim, reason);
            case DeliveryResult.Unknown(var reason) ->
                update(held(key, claim, SendState.IN_FLIGHT), state(SendState.UNCERTAIN, reason))
                        .map(MongoSendLog::isChanged)
                        .doOnNext(isChanged -> count(isChanged, SendState.UNCERTAIN, record.channel()))
                        .then();
        };
    }

    @Override
    public Flux<Reopenable> failed(MessageSelection selection, int limit) {
        return Flux.from(notifications
                        .find(failed(selection))
                        .sort(Sorts.ascending(Fields.DECIDED_AT, Fields.ID))
                        .limit(limit))
                .map(document -> new Reopenable(
                        new MessageKey(document.getString(Fields.ID)),
                        document.getString(Fields.TRIGGER),
                        Channel.valueOf(document.getString(Fields.CHANNEL)),
                        document.getLong(Fields.VERSION)));
    }

    @Override
    public Flux<ReasonCount> failures(@Nullable Instant since) {
        var stages = List.of(
                Aggregates.match(failed(new MessageSelection(null, null, null, since))),
                Aggregates.group(
                        new Document(Fields.REASON, "$" + Fields.REASON).append(Fields.STATE, "$" + Fields.STATE),
                        Accumulators.sum(COUNT, 1)));
        return Flux.from(notifications.aggregate(stages))
                .collect(groupingBy(
                        group -> reason(group.get(Fields.ID, Document.class)),
                        groupingBy(
                                group -> group.get(Fields.ID, Document.class).getString(Fields.STATE),
                                summingLong(
                                        group -> group.get(COUNT, Number.class).longValue()))))
                .flatMapIterable(Map::entrySet)
                .map(reason -> new ReasonCount(
                        reason.getKey(),
                        reason.getValue().getOrDefault(SendState.FAILED.name(), 0L),
                        reason.getValue().getOrDefault(SendState.UNCERTAIN.name(), 0L)))
                .sort(Comparator.comparing(ReasonCount::total).reversed().thenComparing(ReasonCount::reason));
    }

    private static String reason(Document document) {
        return Objects.requireNonNullElse(document.getString(Fields.REASON), NO_REASON);
    }

    /** What ended, and can be decided anew. */
    private static Bson failed(MessageSelection selection) {
        var filters = new ArrayList<Bson>();
        filters.add(in(Fields.STATE, SendState.FAILED.name(), SendState.UNCERTAIN.name()));
        filters.add(ne(Fields.TRIGGER, null));
        filters.add(ne(Fields.RECIPIENT_HASH, null));
        if (selection.order() != null) {
            filters.add(eq(Fields.ORDER, selection.order().value()));
        }
        if (selection.message() != null) {
            filters.add(eq(Fields.ID, selection.message()));
        }
        if (selection.reason() != null) {
            filters.add(eq(Fields.REASON, NO_REASON.equals(selection.reason()) ? null : selection.reason()));
        }
        if (selection.since() != null) {
            filters.add(gte(Fields.DECIDED_AT, selection.since()));
        }
        return and(filters);
    }

    @Override
    public Mono<Boolean> reopen(Reopenable message, Instant now) {
        return Mono.from(notifications.find(eq(Fields.ID, message.key().value())))
                .map(NotificationDocument::attempt)
                .flatMap(attempt -> receipts.of(attempt)
                        .flatMap(known -> change(
                                message.key(),
                                message.version(),
                                combine(
                                        set(Fields.STATE, SendState.RETRY.name()),
                                        set(Fields.UNKNOWN_RESULTS, 0),
                                        leaseUntil(now),
                                        parts(attempt.parts().without(known))))));
    }

    @Override
    public Flux<SentMessage> messages(OrderId order) {
        return Flux.from(notifications
                        .find(eq(Fields.ORDER, order.value()))
                        .sort(Sorts.orderBy(Sorts.descending(Fields.DECIDED_AT), Sorts.ascending(Fields.ID)))
                        .limit(MAX_MESSAGES))
                .map(NotificationDocument::message);
    }

    @Override
    public Mono<Boolean> isSent(MessageKey key) {
        return Mono.from(notifications.find(eq(Fields.ID, key.value())))
                .map(entry -> NotificationDocument.state(entry).mayBeReceived())
                .defaultIfEmpty(false);
    }

    private Mono<Claim> reclaim(MessageKey key, Instant now) {
        return Mono.from(notifications.find(eq(Fields.ID, key.value())))
                .map(NotificationDocument::attempt)
                .flatMap(found -> found.claimAgain(now, settings)
                        .map(fresh -> replace(found, fresh))
                        .orElseGet(() -> Mono.just(
                                found.state().isFinal()
                                        ? new Claim.Finished(found.state())
                                        : new Claim.Held(found.leaseUntil()))));
    }

    private Mono<Claim> replace(SendAttempt old, SendAttempt fresh) {
        var claim = fresh.state().isFinal()
                ? new Claim.Finished(fresh.state())
                : new Claim.Granted(fresh.version(), fresh.parts());
        return change(old.key(), old.version(), NotificationDocument.change(fresh))
                .doOnNext(isReplaced -> count(isReplaced, fresh.state(), fresh.channel()))
                .map(isReplaced -> isReplaced ? claim : new Claim.Held(fresh.leaseUntil()));
    }

    /**
     * How what nobody sends any more ends.
     *
     * @param expires what was tried then failed, for the reason of the last try
     */
    private record Ending(
            SendState state,
            String reason,
            boolean expires,
            @Nullable Recipient recipient) {

        static Ending notSent(SuppressionReason reason, @Nullable Recipient recipient) {
            return new Ending(SendState.NOT_SENT, reason.name(), reason == SuppressionReason.STALE_EVENT, recipient);
        }

        Bson of(SendState end, Document entry) {
            var lastFailure = entry.getString(Fields.REASON);
            var failed = expires && lastFailure != null && NotificationDocument.state(entry) == SendState.RETRY;
            return failed ? MongoSendLog.state(SendState.FAILED, lastFailure) : MongoSendLog.state(end, reason);
        }
    }

    /**
     * Ends the pending message of {@code trigger} on {@code channel}. A decision is inserted only where there is no entry.
     *
     * @param forAll whether one about all channels counts too, and is inserted where there is no entry for any
     */
    private Mono<Boolean> end(
            NotificationTrigger trigger, Channel channel, boolean forAll, Ending ending, Instant now) {
        return entries(trigger).flatMap(known -> {
            var own = known.stream()
                    .filter(entry -> NotificationDocument.isOn(channel, entry)
                            || (forAll && entry.getString(Fields.CHANNEL) == null))
                    .toList();
            return own.isEmpty()
                    ? insertDecision(trigger, forAll && known.isEmpty() ? null : channel, ending, now)
                    : end(own, ending, now);
        });
    }

    private Mono<List<Document>> entries(NotificationTrigger trigger) {
        return Flux.from(notifications
                        .find(eq(Fields.TRIGGER, trigger.id()))
                        .sort(Sorts.ascending(Fields.ID))
                        .limit(MAX_MESSAGES))
                .collectList();
    }

    private Mono<Boolean> end(List<Document> entries, Ending ending, Instant now) {
        return Flux.fromIterable(entries)
                .filter(entry -> !NotificationDocument.state(entry).isFinal())
                .concatMap(entry -> {
                    var attempt = NotificationDocument.attempt(entry);
                    return Mono.justOrEmpty(attempt.abandonedState(now, ending.state()))
                            .flatMap(end -> change(attempt.key(), attempt.version(), ending.of(end, entry))
                                    .doOnNext(isChanged -> count(isChanged, end, attempt.channel())));
                })
                .reduce(false, Boolean::logicalOr);
    }

    private Mono<Boolean> insertDecision(
            NotificationTrigger trigger, @Nullable Channel channel, Ending ending, Instant now) {
        var decision = NotificationDocument.decision(
                trigger, channel, ending.recipient(), ending.state(), ending.reason(), now);
        return Mono.from(notifications.insertOne(decision))
                .hasElement()
                .onErrorReturn(MongoFailures::isKeyConflict, false);
    }

    /** False when another process has changed it since {@code version}. */
    private Mono<Boolean> change(MessageKey key, long version, Bson change) {
        return update(new Document(Fields.ID, key.value()).append(Fields.VERSION, version), change)
                .map(MongoSendLog::isChanged);
    }

    private void count(boolean isChanged, SendState state, Channel channel) {
        if (isChanged && state == SendState.UNCERTAIN) {
            metrics.uncertain(channel);
        }
    }

    /** The entry while {@code claim} is the last that was granted, in one of {@code states}. */
    private static Bson held(MessageKey key, Claim.Granted claim, SendState... states) {
        return and(
                eq(Fields.ID, key.value()),
                eq(Fields.CLAIM, claim.version()),
                in(Fields.STATE, Stream.of(states).map(SendState::name).toList()));
    }

    private static Bson leaseUntil(Instant until) {
        return set(Fields.LEASE_UNTIL, until);
    }

    private static boolean isChanged(UpdateResult result) {
        return result.getMatchedCount() == 1;
    }

    private Mono<UpdateResult> update(Bson filter, Bson change) {
        return Mono.from(notifications.updateOne(filter, combine(change, inc(Fields.VERSION, 1L))));
    }

    private static Bson state(SendState state, String reason) {
        return combine(set(Fields.STATE, state.name()), set(Fields.REASON, reason));
    }
}
