package dev.waymark.notifications;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.notifications.sending.Redrive;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@WithStore
class OrderNotificationsIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final RunningService service = RunningService.get();

    @Test
    void orderConfirmationIsSentOnceByMailAndSms() throws Exception {
        var update = NotificationSamples.placed("10042", service.clock.instant());
        service.contact(NotificationSamples.contact("10042", "ru", update));

        service.publish(update);
        service.publish(update);
        service.publish(update);
        var marker = NotificationSamples.placed("10043", service.clock.instant());
        service.contact(NotificationSamples.contact("10043", "ru", marker));
        service.publish(marker);

        awaitMails("10043", 1);
        awaitMails("10042", 1);
        assertThat(service.smsc.receivedBy(NotificationSamples.phone("10042")))
                .extracting(SmscSimulator.Sms::text)
                .containsExactly("Заказ 10042 принят. Ждём 12-14.05. t.example/" + NotificationSamples.SMS_LINK);
        var mail = mails("10042").get(0);
        assertThat(mail.getSubject()).isEqualTo("Заказ 10042 принят — ждём 12–14 мая");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getHeader("Content-Language", null)).isEqualTo("ru");
        assertThat(mail.getHeader("Reply-To", null)).isEqualTo("help@shop.example");
        assertThat(mail.getMessageID()).endsWith("@shop.example>");
    }

    @Test
    void receiptSettlesTheEntryThatSupportSees() {
        var update = NotificationSamples.placed("10142", service.clock.instant());
        service.contact(NotificationSamples.contact("10142", "ru", update));
        service.publish(update);
        awaitSmsOutcome(update, "SENT");
        var sms = service.smsc.receivedBy(NotificationSamples.phone("10142")).getFirst();

        assertThat(service.smsc.receipt(sms, "DELIVRD", "000"))
                .succeedsWithin(LONG)
                .isEqualTo(0);

        awaitSmsOutcome(update, "DELIVERED");
        assertThat(sms.validity()).isEqualTo("000001000000000R");
        assertThat(sms.registeredDelivery()).isEqualTo(1);
    }

    @Test
    void phoneThatWasOffWhileItWasNewsIsSeenBySupportAndSentAgainWhenTheyWant() {
        var update = NotificationSamples.placed("10152", service.clock.instant());
        service.contact(NotificationSamples.contact("10152", "ru", update));
        service.publish(update);
        awaitSmsOutcome(update, "SENT");
        var sms = service.smsc.receivedBy(NotificationSamples.phone("10152")).getFirst();

        assertThat(service.smsc.receipt(sms, "EXPIRED", "001"))
                .succeedsWithin(LONG)
                .isEqualTo(0);

        awaitSmsOutcome(update, "FAILED");
        assertThat(reasons("10152")).contains("receipt-expired-001");
        assertThat(service.context
                        .getBean(Redrive.class)
                        .redrive(new MessageSelection(update.orderId(), null, null, null))
                        .block())
                .isEqualTo(1);
        awaitSmsOutcome(update, "SENT");
        assertThat(service.smsc.receivedBy(NotificationSamples.phone("10152"))).hasSize(2);
    }

    private void awaitSmsOutcome(OrderUpdate update, String outcome) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(service.gateway("messages:read")
                                .get()
                                .uri("/internal/orders/{order}/messages", update.orderId())
                                .retrieve()
                                .bodyToMono(SentMessages.class)
                                .block()
                                .messages())
                        .filteredOn(message -> message.channel() == Channel.SMS)
                        .singleElement()
                        .extracting(message -> message.outcome().name())
                        .isEqualTo(outcome));
    }

    @Test
    void bothPartsOfAMailAreComplete() throws Exception {
        var update = NotificationSamples.placed("10052", service.clock.instant());
        service.contact(NotificationSamples.contact("10052", "en", update));

        service.publish(update);

        awaitMails("10052", 1);
        var content = (MimeMultipart) mails("10052").get(0).getContent();
        assertThat(content.getContentType()).startsWith("multipart/alternative");
        assertThat(content.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(content.getBodyPart(1).getContentType()).startsWith("text/html");
        for (var part = 0; part < 2; part++) {
            assertThat((String) content.getBodyPart(part).getContent())
                    .contains("Order 10052 is confirmed.")
                    .contains("https://track.shop.example/t/" + NotificationSamples.LINK)
                    .contains("чайник «Уголёк»");
        }
    }

    @Test
    void mailsOfAnOrderAreOneThread() throws Exception {
        var placed = NotificationSamples.placed("10062", service.clock.instant());
        service.contact(NotificationSamples.contact("10062", "ru", placed));
        service.publish(placed);
        awaitMails("10062", 1);
        var accepted = NotificationSamples.reached("10062", SubStatus.ACCEPTED, service.clock.instant());
        service.contact(NotificationSamples.contact("10062", "ru", accepted));

        service.publish(accepted);

        awaitMails("10062", 2);
        var first = mails("10062").get(0);
        var second = mails("10062").get(1);
        assertThat(second.getHeader("References", null)).isEqualTo(first.getMessageID());
        assertThat(second.getHeader("In-Reply-To", null)).isEqualTo(first.getMessageID());
        assertThat(second.getMessageID()).isNotEqualTo(first.getMessageID());
    }

    @Test
    void supersededUpdateIsRecordedAndNotSent() {
        var out = NotificationSamples.reached("10072", SubStatus.ATTEMPT_ABSENT, service.clock.instant());
        var delivered = NotificationSamples.reached("10072", SubStatus.DELIVERED_TO_RECIPIENT, service.clock.instant());
        service.contact(NotificationSamples.contact("10072", "ru", delivered));

        service.publish(out);
        service.publish(delivered);

        awaitMails("10072", 1);
        assertThat(reasons("10072")).contains("SUPERSEDED");
        assertThat(service.smsc.receivedBy(NotificationSamples.phone("10072"))).isEmpty();
    }

    @Test
    void channelWithoutConsentIsRecordedAndNotUsed() {
        var update = NotificationSamples.placed("10082", service.clock.instant());
        service.contact(NotificationSamples.contact(
                "10082", "ru", NotificationSamples.orderWith(List.of()), Set.of(Channel.EMAIL)));

        service.publish(update);

        awaitMails("10082", 1);
        assertThat(reasons("10082")).contains("NO_CONSENT");
        assertThat(service.smsc.receivedBy(NotificationSamples.phone("10082"))).isEmpty();
    }

    @Test
    void erasedPersonGetsNoMessage() {
        var update = NotificationSamples.placed("10092", service.clock.instant());
        service.noContact(update.orderId(), 410);

        service.publish(update);

        await().atMost(LONG).untilAsserted(() -> assertThat(reasons("10092")).containsExactly("NO_CONTACT"));
    }

    @Test
    void noPersonalDataIsStored() {
        var update = NotificationSamples.placed("10102", service.clock.instant());
        service.contact(NotificationSamples.contact(
                "10102", "ru", NotificationSamples.orderWith(List.of()), Set.of(Channel.values())));

        service.publish(update);

        awaitMails("10102", 1);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(service.documents(update.orderId()))
                        .hasSize(3)
                        .allSatisfy(document ->
                                assertThat(document.getString("state")).isEqualTo("SENT")));
        assertThat(service.everything())
                .allSatisfy(document -> assertThat(document.toJson())
                        .doesNotContain(
                                "example.com",
                                "+7916",
                                "Анна",
                                NotificationSamples.chat("10102"),
                                NotificationSamples.TELEGRAM_LINK,
                                NotificationSamples.LINK,
                                NotificationSamples.SMS_LINK));
    }

    @Test
    void orderUpdateIsSentByTelegramWithTheCustomersLink() {
        var update = publishForTelegram("10112");

        awaitTelegramState("10112", "SENT");
        service.telegram.verify(
                1,
                telegramTo("10112")
                        .withRequestBody(matchingJsonPath("$.text", containing("Заказ 10112 приедет сегодня")))
                        .withRequestBody(matchingJsonPath(
                                "$.text",
                                containing("https://track.shop.example/t/" + NotificationSamples.TELEGRAM_LINK))));
        assertThat(mails("10112")).isEmpty();
        assertThat(service.documents(update.orderId())).hasSize(3);
    }

    @Test
    void blockedBotIsAFinalFailure() {
        service.telegram.stubFor(post(RunningService.TELEGRAM_PATH)
                .withRequestBody(matchingJsonPath("$.chat_id", equalTo(NotificationSamples.chat("10122"))))
                .willReturn(aResponse().withStatus(403)));

        publishForTelegram("10122");

        awaitTelegramState("10122", "FAILED");
        assertThat(reasons("10122")).contains("telegram-403");
    }

    @Test
    void telegramIsNotCalledAgainBeforeRetryAfter() {
        service.telegram.stubFor(post(RunningService.TELEGRAM_PATH)
                .withRequestBody(matchingJsonPath("$.chat_id", equalTo(NotificationSamples.chat("10132"))))
                .inScenario("limit")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"ok\":false,\"parameters\":{\"retry_after\":60}}"))
                .willSetStateTo("free"));
        publishForTelegram("10132");
        awaitTelegramState("10132", "RETRY");

        service.clock.forward(Duration.ofSeconds(59));
        await().during(Duration.ofSeconds(1))
                .atMost(LONG)
                .untilAsserted(() -> service.telegram.verify(1, telegramTo("10132")));
        service.clock.forward(Duration.ofSeconds(1));

        awaitTelegramState("10132", "SENT");
        service.telegram.verify(2, telegramTo("10132"));
    }

    private OrderUpdate publishForTelegram(String number) {
        var update = NotificationSamples.reached(number, SubStatus.OUT_FOR_DELIVERY, service.clock.instant());
        var order = NotificationSamples.orderWith(List.of(NotificationSamples.shipment(update)));
        service.contact(NotificationSamples.contact(number, "ru", order, Set.of(Channel.TELEGRAM)));
        service.publish(update);
        return update;
    }

    private static RequestPatternBuilder telegramTo(String number) {
        return postRequestedFor(urlEqualTo(RunningService.TELEGRAM_PATH))
                .withRequestBody(matchingJsonPath("$.chat_id", equalTo(NotificationSamples.chat(number))));
    }

    private void awaitTelegramState(String number, String state) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(service.documents(NotificationSamples.order(number)))
                        .anySatisfy(document -> {
                            assertThat(document.getString("channel")).isEqualTo("TELEGRAM");
                            assertThat(document.getString("state")).isEqualTo(state);
                        }));
    }

    private void awaitMails(String number, int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(mails(number)).hasSize(count));
    }

    private List<MimeMessage> mails(String number) {
        return service.mailsTo(NotificationSamples.mailbox(number));
    }

    private List<String> reasons(String number) {
        return service.documents(NotificationSamples.order(number)).stream()
                .map((Document document) -> document.getString("reason"))
                .filter(reason -> reason != null)
                .toList();
    }
}
