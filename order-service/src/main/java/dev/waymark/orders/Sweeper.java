package dev.waymark.orders;

import dev.waymark.orders.mongo.Indexes;
import dev.waymark.orders.ordering.IdempotencyStore;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.query.RenewedLinkStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Makes the indexes at start, publishes what a crash left in an outbox, and deletes what is past its time. */
final class Sweeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final int AT_ONCE = 200;
    private static final Duration OLD_DOCUMENTS_EVERY = Duration.ofMinutes(10);
    private static final Retry FOR_EVER = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
            .maxBackoff(Duration.ofSeconds(30))
            .doBeforeRetry(signal -> log.warn(
                    "sweep failed: failure={}", signal.failure().getClass().getName()));

    private final OrderSettings.Sweeping settings;
    private final Indexes indexes;
    private final ShipmentProjection shipments;
    private final OrderProjection orders;
    private final IdempotencyStore requests;
    private final RenewedLinkStore links;
    private final Duration linksKept;
    private volatile Disposable running = Disposables.disposed();

    Sweeper(
            OrderSettings.Sweeping settings,
            Indexes indexes,
            ShipmentProjection shipments,
            OrderProjection orders,
            IdempotencyStore requests,
            RenewedLinkStore links,
            Duration linksKept) {
        this.settings = settings;
        this.indexes = indexes;
        this.shipments = shipments;
        this.orders = orders;
        this.requests = requests;
        this.links = links;
        this.linksKept = linksKept;
    }

    @Override
    public void start() {
        running = Disposables.composite(
                Mono.defer(indexes::create).retryWhen(FOR_EVER).subscribe(),
                Flux.interval(Duration.ZERO, settings.every())
                        .onBackpressureDrop()
                        .concatMap(tick -> Mono.defer(this::outboxes).retryWhen(FOR_EVER))
                        .subscribe(),
                Flux.interval(OLD_DOCUMENTS_EVERY)
                        .onBackpressureDrop()
                        .concatMap(tick -> Mono.defer(
                                        () -> requests.deleteExpired().then(links.deleteOlderThan(linksKept)))
                                .retryWhen(FOR_EVER))
                        .subscribe());
    }

    private Mono<Void> outboxes() {
        return Mono.zip(
                        shipments.publishStuckOutboxes(settings.age(), AT_ONCE),
                        orders.publishStuckOutboxes(settings.age(), AT_ONCE))
                .doOnNext(swept -> {
                    if (swept.getT1() + swept.getT2() > 0) {
                        log.info("outboxes published: shipments={} orders={}", swept.getT1(), swept.getT2());
                    }
                })
                .then();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
