package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.UndeliverableAddress;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.TestClock;
import dev.waymark.platform.crypto.Hmac;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

/** All between an order update and one channel, with everything that is stored in memory. */
public final class SendingWorld implements AutoCloseable {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final SendingSettings RULES = new SendingSettings(
            Duration.ofMinutes(2),
            Set.of(Channel.EMAIL),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofSeconds(15),
            Duration.ofMinutes(10),
            500,
            Map.of(),
            Duration.ofSeconds(3));
    private static final Hmac HMAC = new Hmac(new byte[32]);

    public final TestClock clock = new TestClock(NotificationSamples.NOON);
    private final InMemorySendLog log = new InMemorySendLog(RULES);
    private final InMemorySendQueue queue = new InMemorySendQueue();
    private final InMemoryUndeliverableAddresses addresses = new InMemoryUndeliverableAddresses();
    private final InMemoryOrderService orders = new InMemoryOrderService();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final NotificationMetrics metrics = new NotificationMetrics(meters);
    public final DeliveryReports reports = new DeliveryReports(log, addresses, metrics, clock);
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private @Nullable OrderUpdateProcessor processor;
    private @Nullable Disposable work;

    /** Sends what is accepted from now on by {@code channel}. */
    public void start(MessageChannel channel) {
        var channels = new MessageChannels(
                List.of(channel), new ProviderSettings(Map.of(), 20, 50, Duration.ofSeconds(30)), meters, metrics);
        var notifier = new Notifier(
                NotificationSamples.RULES, RULES, orders, log, addresses, reports, channels, HMAC, metrics, clock);
        processor = new OrderUpdateProcessor(notifier, queue, RULES, channels, metrics, clock);
        work = processor.work(OFTEN, stop.asMono()).subscribe();
    }

    public void accept(OrderUpdate update, String number, String language) {
        orders.put(NotificationSamples.contact(number, language, update));
        processor.accept(List.of(update)).block(ENOUGH);
    }

    /** The one entry about {@code order}; absent while there is none. */
    public @Nullable SentMessage entry(OrderId order) {
        return log.messages(order).blockFirst(ENOUGH);
    }

    public SendState state() {
        return log.states().getFirst();
    }

    public boolean hasEntry() {
        return !log.states().isEmpty();
    }

    /** When the one entry in the queue is due; absent when there is none. */
    public @Nullable Instant nextTry() {
        return queue.nextDue();
    }

    public long redrive(OrderId order) {
        return new Redrive(log, queue, processor, clock)
                .redrive(new MessageSelection(order, null, null, null))
                .block(ENOUGH);
    }

    public List<UndeliverableAddress> undeliverable(OrderId order) {
        return addresses.of(order).collectList().block(ENOUGH);
    }

    public double receipts(String state) {
        return meters.get("waymark.notifications.receipts")
                .tag("channel", "sms")
                .tag("state", state)
                .counter()
                .count();
    }

    /** A call for {@code message} has begun. */
    public SendLog.Claim.Granted begun(Message.OrderNotification message) {
        var record = MessageRecord.notification(
                message.key(), message.trigger(), Channel.SMS, Recipient.of(message.address(), HMAC));
        var claim = (SendLog.Claim.Granted) log.claim(record, clock.instant()).block(ENOUGH);
        log.startSending(record.key(), claim, clock.instant()).block(ENOUGH);
        return claim;
    }

    public void record(Message message, SendLog.Claim.Granted claim, DeliveryResult result) {
        log.record(message.key(), claim, result, clock.instant()).block(ENOUGH);
    }

    @Override
    public void close() {
        stop.tryEmitEmpty();
        if (work != null) {
            work.dispose();
        }
    }
}
