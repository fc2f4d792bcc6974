package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The indexes, each named after its query. They are created at start, as soon as MongoDB is available. */
final class MongoIndexes implements SmartLifecycle {

    /** Shipments of a tracking number, whichever courier's. */
    static final String BY_NUMBER = "by_number";

    /** Documents with an outbox, oldest first. Sparse: nearly none has one. The name is older than the constant. */
    static final String STUCK_OUTBOX = "left_behind";

    /** Orders whose number starts with a text. */
    static final String BY_ORDER_NUMBER = "by_order_number";

    static final String BY_LINK = "by_links";

    /** Orders of earlier versions. */
    static final String BY_FORMER_LINK = "by_link";

    /** Orders of earlier versions. */
    static final String BY_FORMER_SMS_LINK = "by_sms_link";

    static final String BY_TERM = "by_term";

    /** An owner's orders, newest first. */
    static final String BY_OWNER = "by_owner";

    static final String BY_AGE = "by_age";

    private static final Logger log = LoggerFactory.getLogger(MongoIndexes.class);
    private static final Retry UNTIL_AVAILABLE = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
            .maxBackoff(Duration.ofSeconds(30))
            .doBeforeRetry(signal -> log.warn(
                    "indexes not created: failure={}",
                    signal.failure().getClass().getName()));

    private final MongoCollections collections;
    private volatile Disposable creation = Disposables.disposed();

    MongoIndexes(MongoCollections collections) {
        this.collections = collections;
    }

    /** Creates those that do not exist. */
    Mono<Void> create() {
        return Flux.concat(
                        create(
                                collections.shipments(),
                                index(BY_NUMBER, ascending("number")),
                                sparse(STUCK_OUTBOX, ascending(MongoAggregateStore.OUTBOX_SINCE))),
                        create(
                                collections.orders(),
                                index(BY_ORDER_NUMBER, ascending("number")),
                                index(BY_LINK, ascending("links")),
                                index(BY_FORMER_LINK, ascending("link")),
                                index(BY_FORMER_SMS_LINK, ascending("smsLink")),
                                index(BY_TERM, compoundIndex(ascending("terms"), descending("placed"))),
                                sparse(STUCK_OUTBOX, ascending(MongoAggregateStore.OUTBOX_SINCE))),
                        create(
                                collections.owners(),
                                index(BY_OWNER, compoundIndex(ascending("owner"), descending("placed", "order")))),
                        create(collections.renewedLinks(), index(BY_AGE, ascending("at"))),
                        create(collections.requests(), index(BY_AGE, ascending("at"))))
                .then();
    }

    private static Flux<String> create(MongoCollection<?> collection, IndexModel... indexes) {
        return Flux.from(collection.createIndexes(List.of(indexes)));
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name).sparse(false));
    }

    private static IndexModel sparse(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name).sparse(true));
    }

    @Override
    public void start() {
        creation = Mono.defer(this::create).retryWhen(UNTIL_AVAILABLE).subscribe();
    }

    @Override
    public void stop() {
        creation.dispose();
    }

    @Override
    public boolean isRunning() {
        return !creation.isDisposed();
    }
}
