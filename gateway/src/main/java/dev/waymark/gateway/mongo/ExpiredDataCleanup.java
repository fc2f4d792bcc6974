package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away what has expired. Until then every reader looks at the time itself: being late harms nobody. */
final class ExpiredDataCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredDataCleanup.class);

    private final Flux<MongoCollection<Document>> collections;
    private final Clock clock;

    ExpiredDataCleanup(MongoDatabase database, Clock clock) {
        this.collections = Flux.just("limits", "sessions", "signins").map(database::getCollection);
        this.clock = clock;
    }

    @Scheduled(fixedRate = 5, timeUnit = TimeUnit.MINUTES)
    Mono<Void> sweep() {
        return collections.concatMap(this::sweep).then().onErrorResume(failure -> {
            LOG.warn("sweep failed, the next one will do: {}", failure.toString());
            return Mono.empty();
        });
    }

    /** By the index on {@code expiresAt}, which is made where it is not there yet. */
    private Mono<?> sweep(MongoCollection<Document> collection) {
        return Mono.from(collection.createIndex(Indexes.ascending("expiresAt")))
                .then(Mono.defer(
                        () -> Mono.from(collection.deleteMany(Filters.lt("expiresAt", Date.from(clock.instant()))))));
    }
}
