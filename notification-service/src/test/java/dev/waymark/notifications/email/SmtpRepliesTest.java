package dev.waymark.notifications.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Mono;

/** Each row of the README's table, played by a mail server. (issue 11, H1, H2, H11) */
class SmtpRepliesTest {

    private static final Pattern ROW =
            Pattern.compile("\\| (connect|hello|auth|mail|rcpt|data|end) \\| (.+) \\| (\\w+) \\| ([a-z0-9.-]+) \\|");

    private static final Map<String, List<String>> COMMANDS = Map.of(
            "connect", List.of(ScriptedSmtpServer.GREETING),
            "hello", List.of("EHLO", "HELO"),
            "auth", List.of("AUTH"),
            "mail", List.of("MAIL"),
            "rcpt", List.of("RCPT"),
            "data", List.of("DATA"),
            "end", List.of("."));

    private static final Duration SILENCE = Duration.ofMillis(700);

    static Stream<Arguments> rows() throws IOException {
        var rows = ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> arguments(row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
        assertThat(rows).hasSizeGreaterThan(50);
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void replyMeansWhatTheTableSays(String at, String reply, String result, String reason) throws Exception {
        var begun = new AtomicInteger();
        try (var server = new ScriptedSmtpServer("250-AUTH PLAIN\r\n");
                var channel = channel(server)) {
            COMMANDS.get(at).forEach(command -> server.reply(command, reply));

            var got = channel.send(code(), Mono.fromSupplier(() -> begun.incrementAndGet() > 0))
                    .block(Duration.ofSeconds(20));

            assertThat(got.getClass().getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(result);
            assertThat(reasonOf(got)).isEqualTo(reason);
            assertThat(begun).hasValue(Stream.of("connect", "hello", "auth").anyMatch(at::equals) ? 0 : 1);
            assertThat(server.taken().stream().filter("."::equals).count()).isEqualTo(at.equals("end") ? 1 : 0);
        }
    }

    private static EmailChannel channel(ScriptedSmtpServer server) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        sender.setUsername("shop");
        sender.setPassword("secret");
        return new EmailChannel(
                sender,
                EmailChannelTest.settings(1, SILENCE),
                new EmailSettings("orders@lavka.example", null),
                NotificationSamples.TEMPLATES,
                Clock.systemUTC());
    }

    private static Message code() {
        return new Message.SignInCode(new MessageKey("k"), "anna@example.com", "482913", "en", Duration.ofMinutes(10));
    }

    private static String reasonOf(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Accepted _ -> "none";
            case DeliveryResult.Partly(var _, var rest) -> reasonOf(rest);
            case DeliveryResult.Rejected(var reason) -> reason;
            case DeliveryResult.Undeliverable(var reason) -> reason;
            case DeliveryResult.Unavailable(var reason, var _) -> reason;
            case DeliveryResult.SenderRefused(var reason) -> reason;
            case DeliveryResult.Unknown(var reason) -> reason;
        };
    }
}
