package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away what has expired. Until then every reader looks at the time itself: being late harms nobody. */
final class ExpiredDataCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredDataCleanup.class);

    private static final Bson BY_EXPIRY = Indexes.ascending("expiresAt");

    /** By collection, what it is searched by. */
    private static final Map<String, List<Bson>> INDEXES = Map.of(
            "audit",
                    Stream.concat(Stream.of(BY_EXPIRY), MongoAuditRecords.INDEXES.stream())
                            .toList(),
            "limits", List.of(BY_EXPIRY),
            "nonces", List.of(BY_EXPIRY),
            "sessions", List.of(BY_EXPIRY, MongoSessions.BY_PERSON),
            "signins", List.of(BY_EXPIRY));

    private final MongoDatabase database;
    private final Clock clock;

    ExpiredDataCleanup(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(fixedRate = 5, timeUnit = TimeUnit.MINUTES)
    Mono<Void> sweep() {
        return Flux.fromIterable(INDEXES.entrySet())
                .concatMap(indexes -> sweep(database.getCollection(indexes.getKey()), indexes.getValue()))
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("sweep failed, the next one will do: {}", failure.toString());
                    return Mono.empty();
                });
    }

    /** By {@link #BY_EXPIRY}, which is made where it is not there yet, as the others are. */
    private Mono<?> sweep(MongoCollection<Document> collection, List<Bson> indexes) {
        return Flux.fromIterable(indexes)
                .concatMap(collection::createIndex)
                .then(Mono.defer(
                        () -> Mono.from(collection.deleteMany(Filters.lt("expiresAt", Date.from(clock.instant()))))));
    }
}
