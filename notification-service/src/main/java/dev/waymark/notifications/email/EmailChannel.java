package dev.waymark.notifications.email;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.DeliveryResult.Rejected;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.platform.contact.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.pool.Pool;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/** E-mail by SMTP, over a bounded number of connections that are kept: with one for each e-mail, a burst takes forty times as long. */
@Component
public final class EmailChannel implements MessageChannel, AutoCloseable {

    private final MimeMessageFactory factory;
    private final Session ascii;
    private final Session utf8;
    private final Duration connectionWait;
    private final Pool<SmtpConnection> connections;
    private final Pool<SmtpConnection> reserved;

    /** A thread that waits for a mail server costs nothing. */
    private final Scheduler threads =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "email");

    public EmailChannel(
            JavaMailSenderImpl sender,
            SmtpSettings smtp,
            EmailSettings settings,
            MessageTemplates templates,
            Clock clock) {
        var server = new SmtpServer(sender, smtp, settings.domain());
        this.ascii = server.session(false);
        this.utf8 = server.session(true);
        this.connectionWait = smtp.connectionWait();
        this.connections = pool(server, smtp, smtp.connections());
        this.reserved = pool(server, smtp, smtp.reservedConnections());
        this.factory = new MimeMessageFactory(settings, templates, clock);
    }

    private Pool<SmtpConnection> pool(SmtpServer server, SmtpSettings settings, int size) {
        return PoolBuilder.from(Mono.fromSupplier(() -> new SmtpConnection(server)))
                .sizeBetween(0, size)
                .idleResourceReuseMruOrder()
                .evictionPredicate((_, use) -> use.idleTime() > settings.idle().toMillis())
                .evictInBackground(settings.idle())
                .destroyHandler(
                        connection -> Mono.<Void>fromRunnable(connection::close).subscribeOn(threads))
                .buildPool();
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public void close() {
        connections.dispose();
        reserved.dispose();
        threads.dispose();
    }

    @Override
    public Mono<DeliveryResult> send(Message message, Mono<Boolean> begin) {
        var needsUtf8 = !EmailAddress.isAscii(message.address());
        return onThread(() -> factory.create(message, needsUtf8 ? utf8 : ascii))
                .flatMap(mail -> withConnection(
                        message.isAwaited() ? reserved : connections,
                        connection -> send(mail, needsUtf8, begin, connection)))
                .onErrorReturn(AddressException.class, new Rejected("address-unreadable"));
    }

    private Mono<DeliveryResult> withConnection(
            Pool<SmtpConnection> pool, Function<SmtpConnection, Mono<DeliveryResult>> use) {
        return Mono.usingWhen(
                        pool.acquire(connectionWait),
                        connection -> use.apply(connection.poolable()),
                        PooledRef::release,
                        (connection, _) -> connection.invalidate(),
                        PooledRef::invalidate)
                .onErrorReturn(PoolAcquireTimeoutException.class, Unavailable.busy());
    }

    private Mono<DeliveryResult> send(
            MimeMessage mail, boolean needsUtf8, Mono<Boolean> begin, SmtpConnection connection) {
        return onThread(() -> obstacle(mail, needsUtf8, connection))
                .flatMap(obstacle -> obstacle.map(Mono::just)
                        .orElseGet(() -> begin.filter(Boolean::booleanValue)
                                .flatMap(_ -> onThread(() -> connection.send(mail)))));
    }

    /** Why {@code mail} cannot be sent by {@code connection}, which has been told nothing of it. */
    private static Optional<DeliveryResult> obstacle(MimeMessage mail, boolean needsUtf8, SmtpConnection connection)
            throws MessagingException {
        var failure = connection.open(needsUtf8);
        return failure.isPresent() || connection.canCarry(mail)
                ? failure
                : Optional.of(new Rejected("smtputf8-not-offered"));
    }

    private <T> Mono<T> onThread(Callable<T> call) {
        return Mono.fromCallable(call).subscribeOn(threads);
    }
}
