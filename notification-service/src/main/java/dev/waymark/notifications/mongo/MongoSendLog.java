package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.domain.Reason;
import dev.waymark.notifications.sending.Attempt;
import dev.waymark.notifications.sending.Handover;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.Outgoing;
import dev.waymark.notifications.sending.SendLog;
import dev.waymark.notifications.sending.SendState;
import dev.waymark.notifications.sending.SendingRules;
import dev.waymark.notifications.sending.SentMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The send log in the collection {@code notifications}: one document for each message and for each decision against one. */
public final class MongoSendLog implements SendLog {

    /** More messages than any order has; an answer to support stays bounded. */
    private static final int MOST_MESSAGES = 500;

    private final MongoCollection<Document> notifications;
    private final SendingRules rules;

    public MongoSendLog(MongoDatabase database, SendingRules rules) {
        this.notifications = database.getCollection("notifications");
        this.rules = rules;
    }

    /** Must have completed before the first message: without it, support's question reads everything. */
    public Mono<Void> createIndexes() {
        return Mono.from(notifications.createIndex(Indexes.ascending(Fields.ORDER)))
                .then(Mono.from(notifications.createIndex(Indexes.ascending(Fields.OCCASION))))
                .then();
    }

    @Override
    public Mono<Claim> claim(Outgoing outgoing, Instant now) {
        var attempt = Attempt.first(outgoing.key(), outgoing.channel(), now, rules);
        return Mono.from(notifications.insertOne(NotificationDocument.of(attempt, outgoing)))
                .<Claim>map(inserted -> new Claim.Granted(attempt.version()))
                .onErrorResume(MongoSendLog::isDuplicate, duplicate -> reclaim(outgoing.key(), now));
    }

    @Override
    public Mono<Boolean> calling(MessageKey key, Claim.Granted claim) {
        var filter = unchanged(key, claim.version());
        var calling = combine(set(Fields.STATE, SendState.CALLING.name()), inc(Fields.VERSION, 1L));
        return Mono.from(notifications.updateOne(filter, calling)).map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Mono<Void> record(MessageKey key, Handover handover, Instant now) {
        return handover.match(
                taken -> change(
                        key,
                        set(Fields.STATE, SendState.SENT.name()),
                        set(Fields.SENT_AT, Date.from(now)),
                        set(Fields.SEGMENTS, taken.segments())),
                refused ->
                        change(key, set(Fields.STATE, SendState.FAILED.name()), set(Fields.REASON, refused.reason())),
                unreachable -> change(
                        key, set(Fields.STATE, SendState.RETRY.name()), set(Fields.REASON, unreachable.reason())),
                unsure -> change(key, set(Fields.REASON, unsure.reason())));
    }

    @Override
    public Mono<Void> notSent(Occasion occasion, @Nullable Channel channel, Reason reason, Instant now) {
        return channel == null
                ? settle(occasion, SendState.NOT_SENT, reason.name(), now)
                : insertOnce(NotificationDocument.decision(
                        decisionId(occasion, channel), occasion, channel, SendState.NOT_SENT, reason.name(), now));
    }

    @Override
    public Mono<Void> failed(Occasion occasion, String why, Instant now) {
        return settle(occasion, SendState.FAILED, why, now);
    }

    @Override
    public Mono<Void> askedFor(Outgoing outgoing, Handover handover, Instant now) {
        var key = outgoing.key();
        var attempt = Attempt.first(key, outgoing.channel(), now, rules);
        return Mono.from(notifications.insertOne(NotificationDocument.of(attempt, outgoing)))
                .then(handover.match(
                        taken -> record(key, taken, now),
                        refused -> record(key, refused, now),
                        unreachable -> record(key, new Handover.Refused(unreachable.reason()), now),
                        unsure -> change(
                                key,
                                set(Fields.STATE, SendState.UNCERTAIN.name()),
                                set(Fields.REASON, unsure.reason()))));
    }

    @Override
    public Flux<SentMessage> messages(OrderId order) {
        return Flux.from(notifications.find(eq(Fields.ORDER, order.value())).limit(MOST_MESSAGES))
                .map(NotificationDocument::message)
                .sort(Comparator.comparing(SentMessage::decidedAt).reversed().thenComparing(SentMessage::id));
    }

    private Mono<Claim> reclaim(MessageKey key, Instant now) {
        return Mono.from(notifications.find(eq(Fields.ID, key.value())))
                .map(NotificationDocument::attempt)
                .flatMap(found -> found.next(now, rules)
                        .match(
                                settled -> Mono.<Claim>just(new Claim.Settled()),
                                held -> Mono.just(new Claim.Held(held.until())),
                                write -> replace(found, write.attempt())));
    }

    private Mono<Claim> replace(Attempt old, Attempt fresh) {
        var filter = unchanged(old.key(), old.version());
        return Mono.from(notifications.updateOne(filter, NotificationDocument.change(fresh)))
                .map(result -> {
                    if (result.getMatchedCount() == 0) {
                        return new Claim.Held(fresh.leaseUntil());
                    }
                    return fresh.state().isSettled() ? new Claim.Settled() : new Claim.Granted(fresh.version());
                });
    }

    /** What is still to be tried is not; a decision of its own is written only where there is nothing yet. */
    private Mono<Void> settle(Occasion occasion, SendState state, String reason, Instant now) {
        return Flux.from(notifications.find(eq(Fields.OCCASION, occasion.id())).limit(MOST_MESSAGES))
                .collectList()
                .flatMap(known -> known.isEmpty()
                        ? insertOnce(NotificationDocument.decision(
                                decisionId(occasion, null), occasion, null, state, reason, now))
                        : settleLeft(known, state, reason, now));
    }

    private Mono<Void> settleLeft(List<Document> known, SendState state, String reason, Instant now) {
        return Flux.fromIterable(known)
                .filter(document -> !NotificationDocument.state(document).isSettled())
                .map(NotificationDocument::attempt)
                .concatMap(attempt -> Mono.justOrEmpty(attempt.ending(now, state))
                        .flatMap(ending -> Mono.from(notifications.updateOne(
                                unchanged(attempt.key(), attempt.version()),
                                combine(
                                        set(Fields.STATE, ending.name()),
                                        set(Fields.REASON, reason),
                                        inc(Fields.VERSION, 1L))))))
                .then();
    }

    /** A decision told twice is one decision. */
    private Mono<Void> insertOnce(Document document) {
        return Mono.from(notifications.insertOne(document))
                .then()
                .onErrorResume(MongoSendLog::isDuplicate, known -> Mono.empty());
    }

    private Mono<Void> change(MessageKey key, Bson... changes) {
        return Mono.from(notifications.updateOne(
                        eq(Fields.ID, key.value()), combine(combine(changes), inc(Fields.VERSION, 1L))))
                .then();
    }

    private static Bson unchanged(MessageKey key, long version) {
        return new Document(Fields.ID, key.value()).append(Fields.VERSION, version);
    }

    private static String decisionId(Occasion occasion, @Nullable Channel channel) {
        return Digests.of("decision", occasion.id(), channel == null ? "" : channel.name());
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
