package dev.waymark.notifications.sms;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.DeliveryReports;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SentParts;
import dev.waymark.notifications.sending.TemplateModel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.pool.Pool;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;
import reactor.util.retry.Retry;

/** Text messages by SMPP 3.4, as many at once as the window allows; what became of each, the centre says by receipts. */
@Component
public final class SmsChannel implements MessageChannel, AutoCloseable {

    private final SmppSettings settings;
    private final MessageTemplates templates;
    private final DeliveryReports reports;
    private final Clock clock;
    private final List<SmppConnection> connections;
    private final Pool<SmppConnection> window;
    private final Pool<SmppConnection> reserved;
    private final Disposable binding;

    /** A thread that waits for the centre costs nothing. */
    private final Scheduler threads =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "sms");

    public SmsChannel(
            SmppSettings settings,
            MessageTemplates templates,
            DeliveryReports reports,
            SslBundles bundles,
            Clock clock) {
        this.settings = settings;
        this.templates = templates;
        this.reports = reports;
        this.clock = clock;
        var sockets = new SmppSocketFactory(settings, encryption(settings, bundles));
        var receipts = ReceiptListener.of(new SmppReceipt(settings), reports);
        this.connections = Stream.generate(() -> new SmppConnection(settings, sockets, receipts, threads))
                .limit(settings.sessions())
                .toList();
        this.window = places(settings.window());
        this.reserved = places(settings.reservedWindow());
        this.binding = settings.receipts() ? keepBound(settings.enquireLinkInterval()) : Disposables.disposed();
    }

    /** Receipts come also when nothing is sent: of what was sent last, before a night, before a start. */
    private Disposable keepBound(Duration interval) {
        return Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(_ -> Flux.fromIterable(connections)
                        .concatMap(connection ->
                                Mono.fromCallable(connection::open).subscribeOn(threads)))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, interval))
                .subscribe();
    }

    private static SSLSocketFactory encryption(SmppSettings settings, SslBundles bundles) {
        return settings.sslBundle() == null
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : bundles.getBundle(settings.sslBundle()).createSslContext().getSocketFactory();
    }

    /** Places for messages that wait for their answer: so many in each session. */
    private Pool<SmppConnection> places(int window) {
        var next = new AtomicInteger();
        return PoolBuilder.from(Mono.fromSupplier(
                        () -> connections.get(Math.floorMod(next.getAndIncrement(), connections.size()))))
                .sizeBetween(0, window * connections.size())
                .buildPool();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public void close() {
        binding.dispose();
        window.dispose();
        reserved.dispose();
        connections.forEach(SmppConnection::close);
        threads.dispose();
    }

    /**
     * A no-break space is not in GSM-7: one would double the price. Phones recognise a link without {@code https://},
     * which costs eight characters of seventy.
     */
    static SmsText text(TemplateModel model) {
        return new SmsText(model.get("sms").replace('\u00a0', ' ').replace("https://", ""));
    }

    @Override
    public Mono<DeliveryResult> send(Message message, Mono<Boolean> begin) {
        return Mono.fromCallable(() -> submission(message))
                .flatMap(sms -> withPlace(
                        message.isAwaited() ? reserved : window, connection -> send(message, sms, begin, connection)));
    }

    private SmsSubmission submission(Message message) {
        return SmsSubmission.of(message, text(templates.model(message, Channel.SMS)), settings, clock.instant());
    }

    private Mono<DeliveryResult> withPlace(
            Pool<SmppConnection> places, Function<SmppConnection, Mono<DeliveryResult>> use) {
        return Mono.usingWhen(
                        places.acquire(settings.windowWait()), place -> use.apply(place.poolable()), PooledRef::release)
                .onErrorReturn(PoolAcquireTimeoutException.class, DeliveryResult.Unavailable.busy());
    }

    private Mono<DeliveryResult> send(
            Message message, SmsSubmission sms, Mono<Boolean> begin, SmppConnection connection) {
        return Mono.fromCallable(connection::open)
                .subscribeOn(threads)
                .flatMap(obstacle -> obstacle.map(Mono::just)
                        .orElseGet(() -> begin.filter(Boolean::booleanValue)
                                .flatMap(_ -> submit(message, sms, sms.taken(), connection))));
    }

    /** The parts that the centre does not have, one after the other, up to the first that it does not take. */
    private Mono<DeliveryResult> submit(Message message, SmsSubmission sms, SentParts sent, SmppConnection connection) {
        return sent.next()
                .map(number -> connection
                        .submit(sms, sms.parts().get(number - 1), sent, late -> acceptedLate(message, sms, late))
                        .flatMap(result -> switch (result) {
                            case DeliveryResult.Accepted(var _, var parts) -> submit(message, sms, parts, connection);
                            case DeliveryResult.Partly _,
                                    DeliveryResult.Rejected _,
                                    DeliveryResult.Undeliverable _,
                                    DeliveryResult.Unavailable _,
                                    DeliveryResult.SenderRefused _,
                                    DeliveryResult.Unknown _ ->
                                Mono.just(sent.isEmpty() ? result : new DeliveryResult.Partly(sent, result));
                        }))
                .orElseGet(() -> Mono.just(new DeliveryResult.Accepted(sms.segments(), sent)));
    }

    private void acceptedLate(Message message, SmsSubmission sms, SentParts parts) {
        var _ = reports.acceptedLate(Channel.SMS, message.key(), sms.segments(), parts)
                .toFuture();
    }
}
