package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.SendQueue;
import dev.waymark.platform.Bugs;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** The queue in the collection {@code retries}, which has its name from an earlier release; it holds no personal data. */
public final class MongoSendQueue implements SendQueue {

    static final String COLLECTION = "retries";

    private static final Logger log = LoggerFactory.getLogger(MongoSendQueue.class);

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> queue;
    private final JsonMapper json;

    public MongoSendQueue(MongoDatabase database, JsonMapper json) {
        this.queue = database.getCollection(COLLECTION);
        this.json = json;
    }

    /** Entries of an earlier release are for all channels: each becomes one for each of {@code channels}. */
    public Mono<Void> divideFormerEntries(Set<Channel> channels) {
        return Flux.from(queue.find(eq(Fields.CHANNEL, null)))
                .concatMap(former -> update(former)
                        .flatMap(update -> add(
                                        List.of(update),
                                        channels,
                                        former.getDate(Fields.DUE_AT).toInstant())
                                .then(Mono.from(queue.deleteOne(eq(Fields.ID, former.getString(Fields.ID)))))))
                .then();
    }

    @Override
    public Mono<Void> add(Collection<OrderUpdate> updates, Set<Channel> channels, Instant dueAt) {
        var entries = updates.stream()
                .flatMap(update -> channels.stream().map(channel -> insertion(update, channel, dueAt)))
                .toList();
        return Mono.from(queue.bulkWrite(entries, new BulkWriteOptions().ordered(false)))
                // Two upserts of one id can both find nothing; the second then fails on the first's document.
                .retryWhen(Retry.max(1).filter(MongoBulkWriteException.class::isInstance))
                .then();
    }

    private UpdateOneModel<Document> insertion(OrderUpdate update, Channel channel, Instant dueAt) {
        return new UpdateOneModel<>(
                id(update, channel),
                combine(
                        setOnInsert(Fields.CHANNEL, channel.name()),
                        setOnInsert(
                                Fields.TRIGGER,
                                NotificationTrigger.of(update)
                                        .map(NotificationTrigger::id)
                                        .orElse("")),
                        setOnInsert(Fields.UPDATE, json.writeValueAsString(update)),
                        setOnInsert(Fields.TRIES, 0),
                        setOnInsert(Fields.DUE_AT, Date.from(dueAt))),
                UPSERT);
    }

    @Override
    public Flux<Entry> claimDue(Channel channel, Instant now, Instant claimedUntil, int limit) {
        return Flux.from(queue.find(and(eq(Fields.CHANNEL, channel.name()), lte(Fields.DUE_AT, Date.from(now))))
                        .sort(Sorts.ascending(Fields.DUE_AT, Fields.ID))
                        .limit(limit))
                .concatMap(document -> claim(document, channel, claimedUntil));
    }

    private Mono<Entry> claim(Document document, Channel channel, Instant claimedUntil) {
        var stillDue =
                and(eq(Fields.ID, document.getString(Fields.ID)), eq(Fields.DUE_AT, document.getDate(Fields.DUE_AT)));
        return Mono.from(queue.updateOne(stillDue, set(Fields.DUE_AT, Date.from(claimedUntil))))
                .filter(result -> result.getMatchedCount() == 1)
                .flatMap(_ -> update(document))
                .map(update -> new Entry(update, channel, document.getInteger(Fields.TRIES)));
    }

    @Override
    public Mono<Void> postpone(Entry entry, int tries, Instant dueAt) {
        return Mono.from(queue.updateOne(
                        id(entry.update(), entry.channel()),
                        combine(set(Fields.TRIES, tries), set(Fields.DUE_AT, Date.from(dueAt)))))
                .then();
    }

    @Override
    public Mono<Void> remove(Entry entry) {
        return Mono.from(queue.deleteOne(id(entry.update(), entry.channel()))).then();
    }

    @Override
    public Mono<Boolean> contains(String triggerId, Channel channel) {
        return Mono.from(queue.find(entry(triggerId, channel)).limit(1)).hasElement();
    }

    @Override
    public Mono<Void> hasten(String triggerId, Channel channel, Instant now) {
        return Mono.from(queue.updateOne(
                        entry(triggerId, channel), combine(set(Fields.TRIES, 0), set(Fields.DUE_AT, Date.from(now)))))
                .then();
    }

    private static Bson entry(String triggerId, Channel channel) {
        return and(eq(Fields.TRIGGER, triggerId), eq(Fields.CHANNEL, channel.name()));
    }

    /** Empty where this version cannot read it: it stays in the queue, and holds up nothing else. */
    private Mono<OrderUpdate> update(Document document) {
        return Mono.fromSupplier(() -> json.readValue(document.getString(Fields.UPDATE), OrderUpdate.class))
                .onErrorResume(Bugs::isBug, bug -> {
                    log.warn("unreadable entry of the queue: id={} {}", document.get(Fields.ID), Bugs.reason(bug));
                    return Mono.empty();
                });
    }

    private static Bson id(OrderUpdate update, Channel channel) {
        return eq(Fields.ID, update.id().value() + ":" + channel.name());
    }
}
