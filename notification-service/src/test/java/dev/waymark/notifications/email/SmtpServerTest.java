package dev.waymark.notifications.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageSettings;
import dev.waymark.wording.Language;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Mono;

/** Off this machine nothing goes in clear, or from an example. (issue 11, H8) */
class SmtpServerTest {

    private static final SmtpSettings SETTINGS = EmailChannelTest.settings(1, Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({
        "smtp.lavka.ru, , true",
        "192.0.2.1, , true",
        "smtp.lavka.ru, false, false",
        "localhost, , false",
        "127.0.0.1, , false",
        "127.0.0.1, true, true"
    })
    void encryptionIsRequiredOffLoopback(String host, String configured, boolean isRequired) {
        var sender = server(host);
        if (configured != null) {
            sender.getJavaMailProperties().setProperty("mail.smtp.starttls.required", configured);
        }

        var dialogue = new SmtpServer(sender, SETTINGS, "lavka.ru").dialogue(false);

        assertThat(dialogue.getRequireStartTLS()).isEqualTo(isRequired);
        assertThat(dialogue.getStartTLS()).isTrue();
    }

    @Test
    void serverWithoutEncryptionIsTracedToItself() throws Exception {
        try (var server = new ScriptedSmtpServer("")) {
            var sender = server("127.0.0.1");
            sender.setPort(server.port());
            sender.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "true");

            assertThat(send(sender)).isEqualTo(new DeliveryResult.SenderRefused("smtp-tls-not-offered"));
            assertThat(server.taken()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void certificateThatIsNotTrustedIsOurMatter() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            var sender = server("127.0.0.1");
            sender.setProtocol("smtps");
            sender.setPort(server.getSmtps().getPort());

            assertThat(send(sender)).isEqualTo(new DeliveryResult.SenderRefused("smtp-tls"));
            sender.getJavaMailProperties().setProperty("mail.smtps.ssl.trust", "*");
            sender.getJavaMailProperties().setProperty("mail.smtps.ssl.checkserveridentity", "false");
            assertThat(send(sender)).isEqualTo(new DeliveryResult.Accepted(1));
        } finally {
            server.stop();
        }
    }

    @Test
    void unknownHostIsNamed() {
        assertThat(send(server("mail.invalid"))).isEqualTo(new DeliveryResult.Unavailable("smtp-dns"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders@shop.example", "orders@example.com", "orders@sub.example.org"})
    void exampleSenderIsRefusedOffLoopback(String from) {
        assertThatThrownBy(() -> check("smtp.lavka.ru", from, "https://lavka.ru/t/"))
                .hasMessageContaining("waymark.notifications.shop.from")
                .hasMessageContaining(from);
        check("localhost", from, "https://lavka.ru/t/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/t/", "https://track.shop.example/t/", "http://127.0.0.1/t/"})
    void exampleLinkIsRefusedOffLoopback(String link) {
        assertThatThrownBy(() -> check("smtp.lavka.ru", "orders@lavka.ru", link))
                .hasMessageContaining("waymark.notifications.links.email")
                .hasMessageContaining(link);
        check("127.0.0.1", "orders@lavka.ru", link);
        check("smtp.lavka.ru", "orders@lavka.ru", "https://lavka.ru/t/");
    }

    private static void check(String host, String from, String link) {
        var messages = new MessageSettings(
                new MessageSettings.Shop("Lavka", Map.of(), Language.of("ru").orElseThrow()),
                Map.of("email", URI.create(link)));
        assertThat(new SenderCheck(server(host), new EmailSettings(from, null), messages))
                .isNotNull();
    }

    private static JavaMailSenderImpl server(String host) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(host);
        return sender;
    }

    private static DeliveryResult send(JavaMailSenderImpl sender) {
        try (var channel = new EmailChannel(
                sender,
                SETTINGS,
                new EmailSettings("orders@lavka.example", null),
                NotificationSamples.TEMPLATES,
                Clock.systemUTC())) {
            var code = new Message.SignInCode(
                    new MessageKey("k"), "anna@example.com", "482913", "en", Duration.ofMinutes(10));
            return channel.send(code, Mono.just(true)).block(Duration.ofSeconds(20));
        }
    }
}
