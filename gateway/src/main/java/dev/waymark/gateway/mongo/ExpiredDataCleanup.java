package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away what has expired. Until then every reader looks at the time itself: being late harms nobody. */
final class ExpiredDataCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredDataCleanup.class);

    private final MongoDatabase database;
    private final Clock clock;

    ExpiredDataCleanup(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(fixedRate = 5, timeUnit = TimeUnit.MINUTES)
    Mono<Void> sweep() {
        return Flux.fromIterable(GatewayIndexes.EXPIRING)
                .map(database::getCollection)
                .concatMap(collection -> collection.deleteMany(Filters.lt("expiresAt", Date.from(clock.instant()))))
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("sweep failed, the next one will do: {}", failure.toString());
                    return Mono.empty();
                });
    }
}
