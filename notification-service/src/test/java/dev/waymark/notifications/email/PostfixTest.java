package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.email.EmailContentTest.Case;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.DeliveryResult.Accepted;
import dev.waymark.notifications.sending.DeliveryResult.SenderRefused;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.DeliveryResult.Undeliverable;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Mono;

/** What a mail server takes that many shops have, and what arrives. */
class PostfixTest {

    @TempDir
    private static Path folder;

    private static Postfix postfix;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Postfix.isThere(), "skipped: no Postfix on this machine, or not root");
        try {
            postfix = Postfix.start(folder);
        } catch (IllegalStateException e) {
            // Some containers let no Postfix run, and that is no fault of ours.
            throw new TestAbortedException("skipped: Postfix does not start here", e);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (postfix != null) {
            postfix.close();
        }
    }

    /** All at once over a few connections, as the lanes do. */
    @Test
    void everyMailArrivesAsItWasRendered() throws Exception {
        var cases = EmailContentTest.cases().toList();

        try (var channel = channel("orders@example.com")) {
            assertThat(cases.parallelStream().map(given -> send(channel, given.message())))
                    .containsOnly(new Accepted(1));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> postfix.delivered().size() >= cases.size());
        var arrived = arrived();
        var renderer = new EmailRenderer();
        for (Case given : cases) {
            var email = EmailContent.of(
                    given.message(), NotificationSamples.TEMPLATES.model(given.message(), Channel.EMAIL));
            assertThat(arrived)
                    .as(given.name())
                    .contains(new Arrived(
                            // A header has no such spaces.
                            email.subject().replace('\u00a0', ' '),
                            text(email.plain()),
                            text(renderer.html(email)),
                            "orders@example.com"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nobody@example.com, orders@example.com, Undeliverable",
        "full@example.com, orders@example.com, Unavailable",
        "new@example.com, orders@example.com, Unavailable",
        "anna@elsewhere.net, orders@example.com, SenderRefused",
        "anna@example.com, foreign@example.com, SenderRefused",
        "anna@example.com, orders@example.com, Accepted"
    })
    void refusalIsUnderstood(String recipient, String sender, String expected) {
        try (var channel = channel(sender)) {
            assertThat(send(channel, code(recipient)))
                    .isInstanceOf(
                            switch (expected) {
                                case "Undeliverable" -> Undeliverable.class;
                                case "Unavailable" -> Unavailable.class;
                                case "SenderRefused" -> SenderRefused.class;
                                default -> Accepted.class;
                            });
            // The connection is as good as before.
            assertThat(send(channel, code("anna@example.com")))
                    .isInstanceOf(expected.equals("SenderRefused") ? DeliveryResult.class : Accepted.class);
        }
    }

    private record Arrived(String subject, String plain, String html, String from) {

        static Arrived of(Path file) {
            try (var bytes = Files.newInputStream(file)) {
                assertThat(Files.readAllLines(file, ISO_8859_1))
                        .allMatch(line -> line.length() <= 998 && line.chars().allMatch(octet -> octet < 0x80));
                var mail = new MimeMessage(Session.getInstance(new Properties()), bytes);
                assertThat(mail.getHeader("Message-ID")).hasSize(1);
                return new Arrived(
                        mail.getSubject(),
                        text(part(mail, "text/plain").findFirst().orElse("")),
                        text(part(mail, "text/html").findFirst().orElse("")),
                        ((InternetAddress) mail.getFrom()[0]).getAddress());
            } catch (Exception e) {
                throw new AssertionError(file.toString(), e);
            }
        }

        private static Stream<String> part(Part part, String type) throws Exception {
            if (part.isMimeType(type)) {
                return Stream.of((String) part.getContent());
            }
            if (!(part.getContent() instanceof Multipart parts)) {
                return Stream.empty();
            }
            var found = Stream.<String>empty();
            for (var i = 0; i < parts.getCount(); i++) {
                found = Stream.concat(found, part(parts.getBodyPart(i), type));
            }
            return found;
        }
    }

    private static Set<Arrived> arrived() throws IOException {
        return postfix.delivered().stream().map(Arrived::of).collect(Collectors.toSet());
    }

    /** Lines may end in either way, and the last one is ended by the transport. */
    private static String text(String text) {
        return text.replace("\r\n", "\n").stripTrailing();
    }

    private static Message code(String recipient) {
        return new Message.SignInCode(
                new MessageKey(UUID.randomUUID().toString()), recipient, "482913", "en", Duration.ofMinutes(10));
    }

    private static DeliveryResult send(EmailChannel channel, Message message) {
        return channel.send(message, Mono.just(true)).block(Duration.ofSeconds(30));
    }

    private static EmailChannel channel(String from) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(postfix.port());
        return new EmailChannel(
                sender,
                EmailChannelTest.settings(4, Duration.ofSeconds(20)),
                new EmailSettings(from, null),
                NotificationSamples.TEMPLATES,
                Clock.systemUTC());
    }
}
