package dev.waymark.notifications.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.SmscSimulator;
import dev.waymark.notifications.SmscSimulator.Sms;
import dev.waymark.notifications.sending.DeliveryResult.Accepted;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SendingWorld;
import dev.waymark.notifications.sending.SentParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What goes over the wire, by the settings. (issue 11, H7) */
class SmsSubmissionTest {

    @ParameterizedTest
    @CsvSource({
        "Lavka, Lavka, 5, 0",
        "Lavka24, Lavka24, 5, 0",
        "7733, 7733, 3, 0",
        "79161234542, 79161234542, 1, 1",
        "+79161234542, 79161234542, 1, 1"
    })
    void senderIsOfTheTypeOfItsForm(String sender, String from, int ton, int npi) throws IOException {
        var sms = submitted(news(), "sender", sender).getFirst();

        assertThat(sms.from()).isEqualTo(from);
        assertThat(sms.sourceTon()).isEqualTo(ton);
        assertThat(sms.sourceNpi()).isEqualTo(npi);
        assertThat(sms.to()).isEqualTo("79161234542");
        assertThat(sms.destinationTon()).isEqualTo(1);
        assertThat(sms.destinationNpi()).isEqualTo(1);
    }

    @Test
    void typesAndCodingAreAsConfigured() throws IOException {
        var sms = submitted(
                        news(),
                        "sender",
                        "7733",
                        "source.ton",
                        "6",
                        "source.npi",
                        "9",
                        "destination.ton",
                        "2",
                        "destination.npi",
                        "0",
                        "gsm7-coding",
                        "241")
                .getFirst();

        assertThat(List.of(sms.sourceTon(), sms.sourceNpi(), sms.destinationTon(), sms.destinationNpi()))
                .containsExactly(6, 9, 2, 0);
        assertThat(sms.dataCoding()).isEqualTo((byte) 241);
    }

    @Test
    void codeDiesWhenItEndsAndNewsWhenItIsNone() throws IOException {
        var code = new Message.SignInCode(new MessageKey("c"), "+79161234542", "482913", "en", Duration.ofMinutes(10));

        assertThat(submitted(code).getFirst().validity()).isEqualTo("000000001000000R");
        assertThat(submitted(news()).getFirst().validity()).isEqualTo("000000010000000R");
        assertThat(submitted(news(), "longest-validity", "20m").getFirst().validity())
                .isEqualTo("000000002000000R");
        assertThat(SmsSubmission.relative(Duration.ofDays(3).minusSeconds(1))).isEqualTo("000002235959000R");
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void receiptsAreAskedFor(String receipts, int registered) throws IOException {
        assertThat(submitted(news(), "receipts", receipts).getFirst().registeredDelivery())
                .isEqualTo(registered);
    }

    @Test
    void longTextIsDividedByAHeaderInEachPart() throws IOException {
        var parts = submittedLong("udh");

        assertThat(parts).hasSize(3).allSatisfy(part -> {
            assertThat(part.esmClass()).isEqualTo(0x40);
            assertThat(part.octets()).startsWith(5, 0, 3).hasSizeLessThanOrEqualTo(6 + 153);
        });
        assertThat(parts).extracting(part -> part.concatenation().get(2)).containsExactly(1, 2, 3);
    }

    @Test
    void longTextIsDividedByParameters() throws IOException {
        var parts = submittedLong("sar");

        assertThat(parts).hasSize(3).allSatisfy(part -> {
            assertThat(part.esmClass()).isZero();
            assertThat(part.parameters().get(SmscSimulator.SAR_TOTAL)).containsExactly(3);
            assertThat(part.parameters().get(SmscSimulator.SAR_REFERENCE))
                    .isEqualTo(parts.getFirst().parameters().get(SmscSimulator.SAR_REFERENCE));
        });
        assertThat(parts)
                .extracting(part -> ByteBuffer.wrap(part.parameters().get(SmscSimulator.SAR_NUMBER))
                        .get())
                .containsExactly((byte) 1, (byte) 2, (byte) 3);
    }

    @Test
    void longTextIsLeftToTheCentreToDivide() throws IOException {
        var parts = submittedLong("payload");

        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(part.octets()).isEmpty();
            assertThat(part.text()).startsWith("Lavka Lavka").endsWith(NotificationSamples.SMS_LINK);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a name that is too long", "+7916123454279161234542"})
    void senderThatNoPhoneCanShowIsRefused(String sender) {
        assertThat(violations(sender)).isEqualTo(1);
        assertThat(violations("Lavka")).isZero();
    }

    @Test
    void statusThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> SmsFixtures.settings(2775, "statuses.busy", "unavailable"))
                .hasRootCauseInstanceOf(NumberFormatException.class);
    }

    private static int violations(String sender) {
        try (var factory = jakarta.validation.Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator()
                    .validate(SmsFixtures.settings(2775, "sender", sender))
                    .size();
        }
    }

    private static Message news() {
        return SmsFixtures.news("m", SentParts.NONE);
    }

    private static List<Sms> submittedLong(String longMessages) throws IOException {
        return submitted(SmsFixtures.LONG_TEMPLATES, news(), 3, "long-messages", longMessages);
    }

    private static List<Sms> submitted(Message message, String... settings) throws IOException {
        return submitted(NotificationSamples.TEMPLATES, message, 1, settings);
    }

    private static List<Sms> submitted(MessageTemplates templates, Message message, int segments, String... settings)
            throws IOException {
        try (var centre = SmscSimulator.start();
                var world = new SendingWorld();
                var channel = new SmsChannel(
                        SmsFixtures.settings(centre.port(), settings),
                        templates,
                        world.reports,
                        SmsFixtures.BUNDLES,
                        world.clock)) {
            var result = channel.send(message, Mono.just(true)).block(Duration.ofSeconds(20));
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.segments()).isEqualTo(segments));
            return centre.received();
        }
    }
}
