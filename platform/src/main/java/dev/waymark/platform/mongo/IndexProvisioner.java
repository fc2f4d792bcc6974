package dev.waymark.platform.mongo;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Builds the indexes that are missing, as soon as MongoDB is there. Until then a service is up and not ready: without
 * them a query reads the whole collection.
 */
public final class IndexProvisioner implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(IndexProvisioner.class);

    private static final Duration REPORT_EVERY = Duration.ofSeconds(15);

    private static final Retry UNTIL_AVAILABLE = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
            .maxBackoff(Duration.ofSeconds(30))
            .doBeforeRetry(signal -> log.warn(
                    "indexes not built: failure={} detail={}",
                    signal.failure().getClass().getName(),
                    signal.failure().getMessage()));

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoSettings settings;
    private final List<CollectionIndexes> collections;
    private final Sinks.Empty<Void> provisioned = Sinks.empty();
    private volatile boolean isProvisioned;
    private volatile Disposable work = Disposables.disposed();

    public IndexProvisioner(
            MongoClient client, MongoDatabase database, MongoSettings settings, List<CollectionIndexes> collections) {
        this.client = client;
        this.database = database;
        this.settings = settings;
        this.collections = List.copyOf(collections);
    }

    /** Completes when all indexes are there. */
    public Mono<Void> provisioned() {
        return provisioned.asMono();
    }

    @Override
    public void start() {
        work = provision().retryWhen(UNTIL_AVAILABLE).subscribe();
    }

    @Override
    public void stop() {
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }

    @Override
    public Health health() {
        return (isProvisioned ? Health.up() : Health.down().withDetail("reason", "indexes are being built")).build();
    }

    /** Builds those that are missing, once. */
    public Mono<Void> provision() {
        return Flux.fromIterable(collections).concatMap(this::provision).then(Mono.fromRunnable(() -> {
            isProvisioned = true;
            provisioned.tryEmitEmpty();
        }));
    }

    private Mono<Void> provision(CollectionIndexes indexes) {
        var collection = database.getCollection(indexes.collection());
        return Flux.from(collection.listIndexes())
                .collectList()
                .flatMap(found ->
                        build(collection, indexes.missing(found)).then(dropObsolete(collection, indexes, found)));
    }

    /** The deadline is that of the build: the time-out of the connection's reads is too short for a large collection. */
    private Mono<Void> build(MongoCollection<Document> collection, List<IndexModel> missing) {
        if (missing.isEmpty()) {
            return Mono.empty();
        }
        var name = collection.getNamespace().getCollectionName();
        var names = missing.stream().map(CollectionIndexes::name).toList();
        var building = Flux.from(collection
                        .withTimeout(settings.indexBuildTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .createIndexes(missing))
                .then()
                .doOnSubscribe(_ -> log.info("building indexes: collection={} indexes={}", name, names))
                .doOnSuccess(_ -> log.info("indexes built: collection={} indexes={}", name, names))
                .cache();
        return building.mergeWith(Flux.interval(REPORT_EVERY)
                        .concatMap(_ -> progress(collection))
                        .doOnNext(progress ->
                                log.info("indexes are being built: collection={} progress={}", name, progress))
                        .takeUntilOther(building)
                        .onErrorComplete()
                        .then())
                .then();
    }

    /** What MongoDB counts while it builds; {@code unknown} where it does not say. */
    private Mono<String> progress(MongoCollection<Document> collection) {
        return Mono.from(client.getDatabase("admin")
                        .aggregate(List.of(
                                new Document("$currentOp", new Document()),
                                Aggregates.match(Filters.and(
                                        Filters.eq(
                                                "ns", collection.getNamespace().getFullName()),
                                        Filters.exists("progress"))))))
                .map(operation -> operation.get("progress", Document.class))
                .map(progress -> progress.get("done") + " of " + progress.get("total"))
                .onErrorComplete()
                .defaultIfEmpty("unknown");
    }

    private Mono<Void> dropObsolete(
            MongoCollection<Document> collection, CollectionIndexes indexes, List<Document> found) {
        var unused = found.stream()
                .map(index -> index.getString("name"))
                .filter(indexes.obsolete()::contains)
                .toList();
        if (!unused.isEmpty() && !settings.dropObsoleteIndexes()) {
            log.info(
                    "only earlier releases use these indexes, see waymark.mongodb.drop-obsolete-indexes:"
                            + " collection={} indexes={}",
                    indexes.collection(),
                    unused);
            return Mono.empty();
        }
        return Flux.fromIterable(unused)
                .concatMap(collection::dropIndex)
                .doOnComplete(() -> unused.forEach(
                        name -> log.info("index dropped: collection={} index={}", indexes.collection(), name)))
                .then();
    }
}
