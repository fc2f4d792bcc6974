package dev.waymark.notifications.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageTemplates;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Billing is per segment: every default text is one, with the longest order number and a shop's own short domain. */
class SmsTemplatesTest {

    private static final String LONGEST = "1004200042";

    private final MessageTemplates templates = NotificationSamples.TEMPLATES;

    static Stream<Message.OrderNotification> longest() {
        return Stream.of("ru", "en", "de")
                .flatMap(language -> Stream.concat(
                        Stream.of(notification(language, null, false)),
                        Stream.of(
                                        SubStatus.ACCEPTED,
                                        SubStatus.OUT_FOR_DELIVERY,
                                        SubStatus.AWAITING_COLLECTION,
                                        SubStatus.ATTEMPT_ABSENT,
                                        SubStatus.ATTEMPT_OTHER,
                                        SubStatus.DELIVERED_TO_RECIPIENT)
                                .flatMap(status -> Stream.of(
                                        notification(language, status, false), notification(language, status, true)))));
    }

    @ParameterizedTest
    @MethodSource("longest")
    void defaultTextIsOneSegment(Message.OrderNotification notification) {
        var sms = sms(notification);

        assertThat(sms.segments()).as("%s: %d", sms.text(), sms.length()).hasSize(1);
        assertThat(sms.encoding())
                .isEqualTo(notification.language().equals("ru") ? SmsText.Encoding.UCS_2 : SmsText.Encoding.GSM_7);
        assertThat(sms.text()).contains(LONGEST).endsWith("t.example/" + NotificationSamples.SMS_LINK);
    }

    @Test
    void codeIsOneSegment() {
        assertThat(code("ru").text()).isEqualTo("Код для входа: 482913. Никому не говорите.");
        assertThat(code("ru").segments()).hasSize(1);
        assertThat(code("en").text()).isEqualTo("482913 is your sign-in code. Do not share it.");
        assertThat(code("en").segments()).hasSize(1);
    }

    @Test
    void newLinkIsOneSegment() {
        assertThat(link("ru").text())
                .isEqualTo("Ссылка на заказ 1004200042, до 10.08: t.example/" + NotificationSamples.SMS_LINK);
        assertThat(link("ru").segments()).hasSize(1);
        assertThat(link("en").text())
                .isEqualTo("Lavka: your new link to order 1004200042, good until 10 Aug: t.example/"
                        + NotificationSamples.SMS_LINK);
        assertThat(link("en").segments()).hasSize(1);
    }

    @Test
    void textStatesWhatHappenedWhenAndWhere() {
        assertThat(sms(notification("ru", SubStatus.OUT_FOR_DELIVERY, false)).text())
                .isEqualTo("Заказ 1004200042 сегодня, 14-18 ч, курьер. t.example/aB3dE5fG7hJ9kL2m");
        assertThat(sms(notification("en", null, false)).text())
                .isEqualTo("Lavka: order 1004200042 confirmed. Expected 12-14 May. Track: t.example/aB3dE5fG7hJ9kL2m");
    }

    @Test
    void languageThatIsOnlyFilesHasTextMessagesOfItsOwn() {
        assertThat(sms(notification("de", null, false)).text())
                .isEqualTo("Lavka: Bestellung 1004200042 bestätigt. Erwartet 12.-14.5. t.example/aB3dE5fG7hJ9kL2m");
        assertThat(code("de").text()).isEqualTo("482913 ist Ihr Anmeldecode. Geben Sie ihn nicht weiter.");
    }

    private SmsText sms(Message message) {
        return SmsChannel.text(templates.model(message, Channel.SMS));
    }

    private SmsText link(String language) {
        return sms(new Message.RenewedLink(
                new MessageKey("k"),
                "+79160000000",
                NotificationSamples.contact(
                        LONGEST, language, NotificationSamples.placed(LONGEST, NotificationSamples.NOON)),
                NotificationSamples.NOON.plus(Duration.ofDays(90))));
    }

    private SmsText code(String language) {
        return sms(new Message.SignInCode(
                new MessageKey("k"), "+79160000000", "482913", language, Duration.ofMinutes(10)));
    }

    private static Message.OrderNotification notification(String language, SubStatus status, boolean split) {
        var update = status == null
                ? NotificationSamples.placed(LONGEST, NotificationSamples.NOON)
                : NotificationSamples.reached(LONGEST, status, NotificationSamples.NOON);
        var contact = split ? split(language, status) : NotificationSamples.contact(LONGEST, language, update);
        return NotificationSamples.message(
                new MessageKey("k"),
                new MessageKey("t"),
                "+79160000000",
                NotificationTrigger.of(update).orElseThrow(),
                contact,
                NotificationSamples.NOON);
    }

    private static ContactAnswer split(String language, SubStatus status) {
        var parcel =
                NotificationSamples.shipment(NotificationSamples.reached(LONGEST, status, NotificationSamples.NOON));
        var other = NotificationSamples.shipment(
                NotificationSamples.reached("2", SubStatus.ACCEPTED, NotificationSamples.NOON));
        return NotificationSamples.contact(LONGEST, language, NotificationSamples.orderWith(List.of(parcel, other)));
    }
}
