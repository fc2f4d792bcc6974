package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Takes away what has expired. Until then every reader looks at the time itself: being late harms nobody. */
public final class ExpiredDataCleanup implements InitializingBean, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredDataCleanup.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final List<MongoCollection<Document>> collections;
    private final Clock clock;
    private final Disposable.Swap sweeping = Disposables.swap();

    public ExpiredDataCleanup(List<MongoCollection<Document>> collections, Clock clock) {
        this.collections = List.copyOf(collections);
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        var index = Flux.fromIterable(collections)
                .concatMap(collection -> collection.createIndex(Indexes.ascending("expiresAt")))
                .then();
        sweeping.update(index.retryWhen(
                        Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofMinutes(1)))
                .thenMany(Flux.interval(EVERY).onBackpressureDrop())
                .concatMap(tick -> sweep().onErrorResume(failure -> {
                    LOG.warn("sweep failed, the next one will do: {}", failure.toString());
                    return Mono.empty();
                }))
                .subscribe());
    }

    Mono<Void> sweep() {
        return Flux.fromIterable(collections)
                .concatMap(collection ->
                        // Index: expiresAt.
                        collection.deleteMany(Filters.lt("expiresAt", Date.from(clock.instant()))))
                .then();
    }

    @Override
    public void destroy() {
        sweeping.dispose();
    }
}
