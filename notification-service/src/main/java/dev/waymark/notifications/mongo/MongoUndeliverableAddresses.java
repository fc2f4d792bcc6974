package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.UndeliverableAddress;
import dev.waymark.notifications.sending.Recipient;
import dev.waymark.notifications.sending.UndeliverableAddresses;
import dev.waymark.platform.mongo.MongoFailures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** In the collection {@code undeliverable}, by channel and keyed hash. */
public final class MongoUndeliverableAddresses implements UndeliverableAddresses {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> addresses;
    private final MongoCollection<Document> notifications;

    public MongoUndeliverableAddresses(MongoDatabase database) {
        this.addresses = database.getCollection("undeliverable");
        this.notifications = database.getCollection("notifications");
    }

    @Override
    public Mono<Void> add(Channel channel, Recipient recipient, String reason, Instant now) {
        var first = combine(
                setOnInsert(Fields.CHANNEL, channel.name()),
                setOnInsert(Fields.RECIPIENT, recipient.masked()),
                setOnInsert(Fields.REASON, reason),
                setOnInsert(Fields.DECIDED_AT, now));
        return Mono.from(addresses.updateOne(eq(Fields.ID, id(channel, recipient.hash())), first, UPSERT))
                // Another process has just added it.
                .onErrorComplete(MongoFailures::isKeyConflict)
                .then();
    }

    @Override
    public Mono<Set<Channel>> among(Map<Channel, Recipient> recipients) {
        var ids = recipients.entrySet().stream()
                .map(recipient -> id(recipient.getKey(), recipient.getValue().hash()))
                .toList();
        return Flux.from(addresses.find(in(Fields.ID, ids)))
                .map(MongoUndeliverableAddresses::channel)
                .collect(toUnmodifiableSet());
    }

    @Override
    public Flux<UndeliverableAddress> of(OrderId order) {
        return ids(eq(Fields.ORDER, order.value()))
                .flatMapMany(ids -> Flux.from(addresses.find(in(Fields.ID, ids)))
                        .map(document -> new UndeliverableAddress(
                                channel(document),
                                document.getString(Fields.RECIPIENT),
                                document.getString(Fields.REASON),
                                document.getDate(Fields.DECIDED_AT).toInstant()))
                        .sort((one, other) -> one.channel().compareTo(other.channel())));
    }

    @Override
    public Mono<Boolean> lift(OrderId order, Channel channel) {
        return ids(and(eq(Fields.ORDER, order.value()), eq(Fields.CHANNEL, channel.name())))
                .flatMap(ids -> Mono.from(addresses.deleteMany(in(Fields.ID, ids))))
                .map(result -> result.getDeletedCount() > 0);
    }

    /** Of the addresses that messages went to. */
    private Mono<List<String>> ids(Bson messages) {
        return Flux.from(notifications.find(messages))
                .filter(message -> message.getString(Fields.RECIPIENT_HASH) != null)
                .map(message -> id(channel(message), message.getString(Fields.RECIPIENT_HASH)))
                .distinct()
                .collectList();
    }

    private static String id(Channel channel, String hash) {
        return channel.name() + ":" + hash;
    }

    private static Channel channel(Document document) {
        return Channel.valueOf(document.getString(Fields.CHANNEL));
    }
}
