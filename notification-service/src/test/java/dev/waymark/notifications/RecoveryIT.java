package dev.waymark.notifications;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.email.EmailChannel;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageRecord;
import dev.waymark.notifications.sending.Recipient;
import dev.waymark.notifications.sending.SendLog;
import dev.waymark.platform.crypto.Hmac;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/** Failures of providers, services and processes, and what is sent after them. */
@WithStore
@ExtendWith(OutputCaptureExtension.class)
class RecoveryIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration PAST_THE_LEASE = Duration.ofMinutes(3);

    private final RunningService service = RunningService.get();

    @Test
    void unavailableContactDelaysOneOrderAndNoOther() {
        var waiting = NotificationSamples.placed("20012", service.clock.instant());
        service.noContact(waiting.orderId(), 503);
        service.publish(waiting);
        await().atMost(LONG)
                .untilAsserted(() -> service.orders.verify(
                        postRequestedFor(urlEqualTo(RunningService.contactPath(waiting.orderId())))));

        awaitImmediateMail("20022");
        service.contact(NotificationSamples.contact("20012", "ru", waiting));

        awaitMailsMovingTheClock("20012", 1);
    }

    @Test
    void unknownOrderIsRetried() {
        var early = NotificationSamples.placed("20032", service.clock.instant());
        service.noContact(early.orderId(), 404);
        service.publish(early);
        await().atMost(LONG)
                .untilAsserted(() -> service.orders.verify(
                        postRequestedFor(urlEqualTo(RunningService.contactPath(early.orderId())))));

        service.contact(NotificationSamples.contact("20032", "ru", early));

        awaitMailsMovingTheClock("20032", 1);
    }

    @Test
    void unavailableSmsProviderDelaysTheSmsAndNotTheMail() {
        var update = NotificationSamples.placed("20042", service.clock.instant());
        service.contact(NotificationSamples.contact("20042", "ru", update));
        service.smsc.refuseWith(0x58);
        try {
            service.publish(update);
            awaitMails("20042", 1);
            awaitState("20042", Channel.SMS, "RETRY");
        } finally {
            service.smsc.refuseWith(0);
        }

        awaitStateMovingTheClock("20042", Channel.SMS, "SENT");
        assertThat(service.smsc.receivedBy(NotificationSamples.phone("20042"))).hasSize(1);
        awaitMails("20042", 1);
    }

    @Test
    void messageFailsAfterTheLastRetry() {
        var update = NotificationSamples.placed("20052", service.clock.instant());
        service.contact(NotificationSamples.contact("20052", "ru", update));
        service.smsc.refuseWith(0x58);
        try {
            service.publish(update);
            awaitState("20052", Channel.SMS, "RETRY");
            await().atMost(LONG).untilAsserted(() -> {
                service.clock.forward(Duration.ofSeconds(30));
                assertThat(state("20052", Channel.SMS)).isEqualTo("FAILED");
            });
        } finally {
            service.smsc.refuseWith(0);
        }

        awaitMails("20052", 1);
    }

    @Test
    void lostSessionIsBoundAgain() {
        awaitImmediateMail("20062");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(service.smsc.receivedBy(NotificationSamples.phone("20062")))
                        .hasSize(1));

        service.smsc.drop();
        awaitImmediateMail("20072");

        await().atMost(LONG).untilAsserted(() -> {
            service.clock.forward(Duration.ofSeconds(5));
            assertThat(service.smsc.receivedBy(NotificationSamples.phone("20072")))
                    .hasSize(1);
        });
    }

    @Test
    void crashBeforeTheCallIsSentOnceAfterTheLease() {
        var update = NotificationSamples.placed("20082", service.clock.instant());
        service.contact(NotificationSamples.contact("20082", "ru", update));
        claimAndCrash(update, "20082");

        service.publish(update);
        awaitState("20082", Channel.SMS, "SENT");
        assertThat(mails("20082")).isEmpty();
        service.clock.forward(PAST_THE_LEASE);

        awaitMailsMovingTheClock("20082", 1);
        awaitState("20082", Channel.EMAIL, "SENT");
    }

    @Test
    void crashAfterTheCallRepeatsTheMailOnceUnderItsOldMessageId() throws Exception {
        var update = NotificationSamples.placed("20092", service.clock.instant());
        service.contact(NotificationSamples.contact("20092", "ru", update));
        sendAndCrash(update, "20092");
        awaitMails("20092", 1);

        service.publish(update);
        awaitState("20092", Channel.SMS, "SENT");
        service.clock.forward(PAST_THE_LEASE);

        awaitMailsMovingTheClock("20092", 2);
        awaitState("20092", Channel.EMAIL, "SENT");
        assertThat(service.mailsTo(NotificationSamples.mailbox("20092")).get(1).getMessageID())
                .isEqualTo(service.mailsTo(NotificationSamples.mailbox("20092"))
                        .get(0)
                        .getMessageID());
    }

    @Test
    void secondCrashInsideTheCallLeavesItUncertain() {
        var update = NotificationSamples.placed("20102", service.clock.instant());
        service.contact(NotificationSamples.contact("20102", "ru", update));
        sendAndCrash(update, "20102");
        service.clock.forward(PAST_THE_LEASE);
        sendAndCrash(update, "20102");
        service.clock.forward(PAST_THE_LEASE);

        service.publish(update);

        awaitState("20102", Channel.EMAIL, "UNCERTAIN");
        awaitMails("20102", 2);
    }

    @Test
    void logNamesTheDeadLetterWithoutItsContent(CapturedOutput output) {
        var number = "20122";
        Broker.shared()
                .send(
                        Topics.ORDER_UPDATES,
                        NotificationSamples.order(number).value(),
                        "{\"to\": \"boris@example.com\"");

        awaitImmediateMail(number);

        assertThat(output.getAll())
                .contains("record sent to dead-letter topic: topic=order.updates partition=")
                .contains("reason=unreadable: ")
                .doesNotContain("boris@example.com", "MessageHandlingException");
    }

    @Test
    void unreadableRecordBecomesADeadLetterAndDelaysNobody() {
        var number = "20112";
        var key = NotificationSamples.order(number).value();
        Broker.shared().send(Topics.ORDER_UPDATES, key, "{not json");
        Broker.shared().send(new ProducerRecord<>(Topics.ORDER_UPDATES, key, null));

        awaitImmediateMail(number);

        try (var deadLetters =
                Broker.shared().fromBeginning(Topics.deadLetters(Topics.ORDER_UPDATES, Topics.NOTIFICATION_GROUP))) {
            deadLetters.withKey(key, 2);
        }
    }

    private void awaitImmediateMail(String number) {
        var update = NotificationSamples.placed(number, service.clock.instant());
        service.contact(NotificationSamples.contact(number, "ru", update));
        service.publish(update);
        awaitMails(number, 1);
    }

    /** The state after a process crashed right after its claim. */
    private SendLog.Claim.Granted claimAndCrash(OrderUpdate update, String number) {
        var claim = log().claim(record(update, number), service.clock.instant()).block();
        assertThat(claim).isInstanceOf(SendLog.Claim.Granted.class);
        return (SendLog.Claim.Granted) claim;
    }

    /** The state after a process crashed between the provider's answer and its record. */
    private void sendAndCrash(OrderUpdate update, String number) {
        var record = record(update, number);
        var claim = claimAndCrash(update, number);
        assertThat(log().startSending(record.key(), claim, service.clock.instant())
                        .block())
                .isTrue();
        var trigger = NotificationTrigger.of(update).orElseThrow();
        service.context
                .getBean(EmailChannel.class)
                .send(
                        NotificationSamples.message(
                                record.key(),
                                record.key(),
                                NotificationSamples.mailbox(number),
                                trigger,
                                NotificationSamples.contact(number, "ru", update),
                                service.clock.instant()),
                        Mono.just(true))
                .block();
    }

    private MessageRecord record(OrderUpdate update, String number) {
        var trigger = NotificationTrigger.of(update).orElseThrow();
        var recipient = Recipient.of(NotificationSamples.mailbox(number), service.context.getBean(Hmac.class));
        var key = new MessageKey(Digests.of("message", trigger.id(), Channel.EMAIL.name(), recipient.hash()));
        return MessageRecord.notification(key, trigger, Channel.EMAIL, recipient);
    }

    private SendLog log() {
        return service.context.getBean(SendLog.class);
    }

    private void awaitMails(String number, int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(mails(number)).hasSize(count));
    }

    /** Moves the clock meanwhile: a retry may be due a little later than the clock was last set. */
    private void awaitMailsMovingTheClock(String number, int count) {
        await().atMost(LONG).untilAsserted(() -> {
            service.clock.forward(Duration.ofSeconds(5));
            assertThat(mails(number)).hasSize(count);
        });
    }

    private void awaitStateMovingTheClock(String number, Channel channel, String state) {
        await().atMost(LONG).untilAsserted(() -> {
            service.clock.forward(Duration.ofSeconds(5));
            assertThat(state(number, channel)).isEqualTo(state);
        });
    }

    private List<?> mails(String number) {
        return service.mailsTo(NotificationSamples.mailbox(number));
    }

    private void awaitState(String number, Channel channel, String state) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(state(number, channel)).isEqualTo(state));
    }

    private String state(String number, Channel channel) {
        return service.documents(NotificationSamples.order(number)).stream()
                .filter(document -> channel.name().equals(document.getString("channel")))
                .map((Document document) -> document.getString("state"))
                .findFirst()
                .orElse("none");
    }
}
