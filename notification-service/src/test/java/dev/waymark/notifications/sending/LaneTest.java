package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.TestClock;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.platform.crypto.Hmac;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Each channel goes at its own provider's pace. (issue 11, H4, L7) */
class LaneTest {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final SendingSettings RULES = new SendingSettings(
            Duration.ofMinutes(2),
            Set.of(Channel.EMAIL),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            10,
            Map.of(Channel.EMAIL, 4, Channel.SMS, 4),
            Duration.ofMillis(200));

    private static final ProviderSettings PROVIDERS =
            new ProviderSettings(Map.of(Channel.SMS, 1000), 10, 50, Duration.ofMillis(300));

    private final TestClock clock = new TestClock(NotificationSamples.NOON);
    private final InMemorySendQueue queue = new InMemorySendQueue();
    private final InMemoryOrderService orders = new InMemoryOrderService();
    private final InMemorySendLog log = new InMemorySendLog(RULES);
    private final InMemoryUndeliverableAddresses addresses = new InMemoryUndeliverableAddresses();
    private final Provider mail = new Provider(Channel.EMAIL);
    private final Provider sms = new Provider(Channel.SMS);
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private final Hmac hmac = new Hmac(new byte[32]);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final NotificationMetrics metrics = new NotificationMetrics(meters);
    private final MessageChannels channels = new MessageChannels(List.of(mail, sms), PROVIDERS, meters, metrics);
    private final DeliveryReports reports = new DeliveryReports(log, addresses, metrics, clock);
    private final OrderUpdateProcessor processor = new OrderUpdateProcessor(
            new Notifier(
                    NotificationSamples.RULES, RULES, orders, log, addresses, reports, channels, hmac, metrics, clock),
            queue,
            RULES,
            channels,
            metrics,
            clock);

    @AfterEach
    void stop() {
        stop.tryEmitEmpty();
    }

    @Test
    void silentMailServerDelaysNeitherTextMessagesNorThePartition() {
        mail.answer = Mono.never();
        var work = processor.work(OFTEN, stop.asMono()).subscribe();
        var updates = IntStream.range(0, 50)
                .mapToObj(i -> placed(String.valueOf(60_000 + i)))
                .toList();

        processor.accept(updates).block(ENOUGH);

        await().atMost(ENOUGH).untilAsserted(() -> assertThat(sms.taken).hasSize(50));
        assertThat(mail.taken).hasSize(RULES.concurrency(Channel.EMAIL));
        assertThat(queue.size()).as("mails that wait").isEqualTo(50);
        work.dispose();
    }

    @Test
    void messagesOfOneOrderGoOutInTheirOrder() {
        var slow = Sinks.<DeliveryResult>one();
        mail.answer = slow.asMono();
        var placed = placed("60100");
        var accepted = NotificationSamples.reached("60100", SubStatus.ACCEPTED, clock.instant());
        orders.put(NotificationSamples.contact("60100", "ru", accepted));
        var work = processor.work(OFTEN, stop.asMono()).subscribe();

        processor.accept(List.of(placed)).block(ENOUGH);
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(mail.taken).containsExactly("placed"));
        processor.accept(List.of(accepted)).block(ENOUGH);
        var other = placed("60101");
        processor.accept(List.of(other)).block(ENOUGH);
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(mail.taken).containsExactly("placed", "placed"));

        mail.answer = Mono.just(new DeliveryResult.Accepted(1));
        slow.tryEmitValue(new DeliveryResult.Accepted(1));

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(mail.taken).containsExactly("placed", "placed", "accepted"));
        work.dispose();
    }

    /** The fault bench found it: MongoDB away for a minute, and customers had mails twice. */
    @Test
    void resultThatCannotBeRecordedIsRecordedLaterAndTheMessageIsSentOnce() {
        log.failRecordings(2);
        var update = placed("60150");
        var work = processor.work(OFTEN, stop.asMono()).subscribe();

        processor.accept(List.of(update)).block(ENOUGH);

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(
                                log.messages(update.orderId()).collectList().block())
                        .extracting(message -> message.outcome().name())
                        .containsExactlyInAnyOrder("SENT", "SENT"));
        clock.forward(RULES.lease().multipliedBy(2));
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(queue.size()).isZero());
        assertThat(mail.taken).hasSize(1);
        assertThat(sms.taken).hasSize(1);
        work.dispose();
    }

    @Test
    void callsThatHaveBegunEndBeforeTheServiceStops() {
        var slow = Sinks.<DeliveryResult>one();
        mail.answer = slow.asMono();
        var work = processor.work(OFTEN, stop.asMono()).toFuture();
        var update = placed("60200");
        processor.accept(List.of(update)).block(ENOUGH);
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(mail.taken).hasSize(1));

        stop.tryEmitEmpty();
        processor.accept(List.of(placed("60201"))).block(ENOUGH);
        assertThat(work).isNotDone();
        slow.tryEmitValue(new DeliveryResult.Accepted(1));

        assertThat(work).succeedsWithin(ENOUGH);
        assertThat(mail.taken).hasSize(1);
        assertThat(log.messages(update.orderId()).collectList().block())
                .filteredOn(message -> message.channel() == Channel.EMAIL)
                .extracting(message -> message.outcome().name())
                .containsExactly("SENT");
    }

    @Test
    void providerThatRefusesUsIsLeftAloneAndNothingIsLost() {
        mail.answer = Mono.just(new DeliveryResult.SenderRefused("smtp-auth-535"));
        var updates = IntStream.range(0, 100)
                .mapToObj(i -> placed(String.valueOf(60_300 + i)))
                .toList();
        processor.accept(updates).block(ENOUGH);
        var work = processor.work(OFTEN, stop.asMono()).subscribe();

        await().atMost(ENOUGH).until(() -> channels.isPaused(Channel.EMAIL));
        assertThat(mail.taken).hasSizeLessThan(30);
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(sms.taken).hasSize(100));
        assertThat(meters.get("waymark.notifications.refusals")
                        .tag("channel", "email")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(10);
        assertThat(sendCode(new RequestedMessageSender(orders, channels, log, reports, RULES, hmac, clock)))
                .as("what somebody waits for is tried all the same")
                .isEqualTo(new DeliveryResult.SenderRefused("smtp-auth-535"));

        mail.answer = Mono.just(new DeliveryResult.Accepted(1));

        await().atMost(ENOUGH).untilAsserted(() -> {
            clock.forward(Duration.ofSeconds(10));
            assertThat(queue.size()).isZero();
        });
        updates.forEach(update -> assertThat(
                        log.messages(update.orderId()).collectList().block())
                .extracting(message -> message.outcome().name())
                .containsExactly("SENT", "SENT"));
        work.dispose();
    }

    @Test
    void answersAboutMessagesPauseNoProvider() {
        mail.answer = Mono.just(new DeliveryResult.Unavailable("smtp-rcpt-4.2"));
        var work = processor.work(OFTEN, stop.asMono()).subscribe();
        var updates = IntStream.range(0, 50)
                .mapToObj(i -> placed(String.valueOf(60_400 + i)))
                .toList();

        processor.accept(updates).block(ENOUGH);

        await().atMost(ENOUGH).untilAsserted(() -> assertThat(mail.taken).hasSizeGreaterThanOrEqualTo(50));
        assertThat(channels.isPaused(Channel.EMAIL)).isFalse();
        work.dispose();
    }

    @Test
    void providerIsSparedItsRate() {
        var slowly = new MessageChannels(
                List.of(sms), new ProviderSettings(Map.of(Channel.SMS, 5), 10, 50, ENOUGH), meters, metrics);
        var update = placed("60500");
        var record = MessageRecord.notification(
                new MessageKey("m"),
                NotificationTrigger.of(update).orElseThrow(),
                Channel.SMS,
                Recipient.of("+79161234542", hmac));
        var message = NotificationSamples.message(
                record.key(), record.key(), "+79161234542", record.trigger(), contact(update), clock.instant());

        StepVerifier.withVirtualTime(() -> Flux.range(0, 12)
                        .flatMap(_ -> slowly.send(record, message, Mono.just(true)))
                        .then())
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(900))
                .thenAwait(Duration.ofSeconds(5))
                .verifyComplete();
        assertThat(sms.taken).hasSize(12);
    }

    @Test
    void addressThatTakesNoMessagesIsWrittenToOnceAndTheOtherChannelTakesOver() {
        mail.answer = Mono.just(new DeliveryResult.Undeliverable("smtp-rcpt-5.1"));
        var work = processor.work(OFTEN, stop.asMono()).subscribe();
        var placed = placed("60600");
        processor.accept(List.of(placed)).block(ENOUGH);
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(
                                addresses.of(placed.orderId()).collectList().block())
                        .singleElement()
                        .satisfies(address -> assertThat(address.reason()).isEqualTo("smtp-rcpt-5.1")));
        var accepted = NotificationSamples.reached("60600", SubStatus.ACCEPTED, clock.instant());
        orders.put(NotificationSamples.contact("60600", "ru", accepted));

        processor.accept(List.of(accepted)).block(ENOUGH);

        await().atMost(ENOUGH).untilAsserted(() -> assertThat(sms.taken).containsExactly("placed", "accepted"));
        assertThat(mail.taken).containsExactly("placed");
        work.dispose();
    }

    @Test
    void whatFailedIsSentAgainOnceWhenSomebodyWantsItAndWhileItIsNews() {
        mail.answer = Mono.just(new DeliveryResult.Undeliverable("smtp-rcpt-5.1"));
        var work = processor.work(OFTEN, stop.asMono()).subscribe();
        var redrive = new Redrive(log, queue, processor, clock);
        var update = placed("60700");
        var ofTheOrder = new MessageSelection(update.orderId(), null, null, null);
        processor.accept(List.of(update)).block(ENOUGH);
        await().atMost(ENOUGH).until(() -> queue.size() == 1 && !mail.taken.isEmpty());
        mail.answer = Mono.just(new DeliveryResult.Accepted(1));
        addresses.lift(update.orderId(), Channel.EMAIL).block(ENOUGH);

        assertThat(redrive.redrive(ofTheOrder).block(ENOUGH)).isEqualTo(1);
        await().atMost(ENOUGH).until(() -> queue.size() == 0);
        assertThat(redrive.redrive(ofTheOrder).block(ENOUGH)).isZero();

        assertThat(mail.taken).containsExactly("placed", "placed");
        assertThat(sms.taken).containsExactly("placed");
        assertThat(log.messages(update.orderId()).collectList().block())
                .extracting(message -> message.outcome().name())
                .containsExactly("SENT", "SENT");
        work.dispose();
    }

    @Test
    void whatIsNoLongerNewsIsNotSentAgain() {
        mail.answer = Mono.just(new DeliveryResult.Rejected("smtp-rcpt-550"));
        var work = processor.work(OFTEN, stop.asMono()).subscribe();
        var update = placed("60800");
        processor.accept(List.of(update)).block(ENOUGH);
        await().atMost(ENOUGH).until(() -> queue.size() == 1 && !mail.taken.isEmpty());

        clock.forward(Duration.ofDays(2));
        await().atMost(ENOUGH).until(() -> queue.size() == 0);

        var redriven = new Redrive(log, queue, processor, clock)
                .redrive(new MessageSelection(null, null, "smtp-rcpt-550", null));
        assertThat(redriven.block(ENOUGH)).isZero();
        assertThat(mail.taken).hasSize(1);
        work.dispose();
    }

    @Test
    void codeThatCannotBeginInTimeIsNotSentLater() {
        mail.ready = Mono.never();
        var sender = new RequestedMessageSender(orders, channels, log, reports, RULES, hmac, clock);

        var result = sendCode(sender);

        assertThat(result).isEqualTo(new DeliveryResult.Unavailable("busy"));
        assertThat(mail.taken).isEmpty();
    }

    @Test
    void codeWhoseAnswerIsLateMayBeOnItsWayAndIsSettledLater() {
        var slow = Sinks.<DeliveryResult>one();
        mail.answer = slow.asMono();
        var sender = new RequestedMessageSender(orders, channels, log, reports, RULES, hmac, clock);

        var result = sendCode(sender);

        assertThat(result).isEqualTo(new DeliveryResult.Unknown("no-answer-yet"));
        assertThat(log.states()).containsExactly(SendState.IN_FLIGHT);
        slow.tryEmitValue(new DeliveryResult.Accepted(1));
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(log.states()).containsExactly(SendState.SENT));
    }

    /** What fails in our own code fails at each try. (issue 11, A1) */
    @Test
    void messageThatCannotBeMadeIsSeenBySupportAndTheOthersGoOut() {
        mail.ready = Mono.error(new DateTimeException("Invalid value for Year"));
        var poison = placed("60900");
        var work = processor.work(OFTEN, stop.asMono()).subscribe();
        processor.accept(List.of(poison)).block(ENOUGH);
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(failures(poison))
                        .contains(tuple(Channel.EMAIL, "FAILED", "bug: DateTimeException")));
        mail.ready = Mono.just(true);

        processor.accept(List.of(placed("60901"))).block(ENOUGH);

        await().atMost(ENOUGH).untilAsserted(() -> assertThat(mail.taken).hasSize(1));
        work.dispose();
    }

    @Test
    void updateThatCannotBeDecidedIsSeenBySupportAndTheOthersGoOut() {
        var id = EventId.of("poison");
        var poison = new OrderUpdate.OrderConfirmed(
                id, NotificationSamples.order("60902"), new OrderNumber("60902"), clock.instant(), Instant.MAX);
        queue.add(List.of(poison), Set.of(Channel.EMAIL), clock.instant()).block(ENOUGH);
        var work = processor.work(OFTEN, stop.asMono()).subscribe();

        processor.accept(List.of(placed("60903"))).block(ENOUGH);

        await().atMost(ENOUGH).untilAsserted(() -> {
            assertThat(mail.taken).hasSize(1);
            assertThat(failures(poison)).containsExactly(tuple(null, "FAILED", "bug: DateTimeException"));
            assertThat(queue.size()).isZero();
        });
        work.dispose();
    }

    private List<Tuple> failures(OrderUpdate update) {
        return log.messages(update.orderId())
                .map(message -> tuple(message.channel(), message.outcome().name(), message.reason()))
                .collectList()
                .block();
    }

    private static DeliveryResult sendCode(RequestedMessageSender sender) {
        return sender.sendCode(Channel.EMAIL, "anna@example.com", "482913", "en", Duration.ofMinutes(10))
                .block(ENOUGH);
    }

    private static ContactAnswer contact(OrderUpdate update) {
        return NotificationSamples.contact("60500", "ru", update);
    }

    private OrderUpdate placed(String number) {
        var update = NotificationSamples.placed(number, clock.instant());
        orders.put(NotificationSamples.contact(number, "ru", update));
        return update;
    }

    private static final class Provider implements MessageChannel {

        final Queue<String> taken = new ConcurrentLinkedQueue<>();
        volatile Mono<Boolean> ready = Mono.just(true);
        volatile Mono<DeliveryResult> answer = Mono.just(new DeliveryResult.Accepted(1));
        private final Channel channel;

        Provider(Channel channel) {
            this.channel = channel;
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public Mono<DeliveryResult> send(Message message, Mono<Boolean> begin) {
            Supplier<Mono<DeliveryResult>> call = () -> {
                taken.add(
                        message instanceof Message.OrderNotification notification
                                ? notification.trigger().kind().id()
                                : "code");
                return answer;
            };
            return ready.then(begin).filter(Boolean::booleanValue).flatMap(_ -> call.get());
        }
    }
}
