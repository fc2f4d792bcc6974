package dev.waymark.notifications.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.SmscSimulator;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.SendingWorld;
import dev.waymark.notifications.sending.SentParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Each row of the README's table, played by an SMS centre. (issue 11, H1, H2, H5) */
class SmppRepliesTest {

    private static final Pattern ROW = Pattern.compile(
            "\\| (bind|submit) \\| (nack 0x\\w+|0x\\w+|0|silence|cut)[^|]* \\| (\\w+) \\| ([a-z0-9-]+) \\|");

    static Stream<Arguments> rows() throws IOException {
        var rows = ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> arguments(row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
        assertThat(rows).hasSizeGreaterThan(35);
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answerMeansWhatTheTableSays(String at, String answer, String result, String reason) throws IOException {
        var begun = new AtomicInteger();
        var isBind = at.equals("bind");
        try (var centre = SmscSimulator.start();
                var world = new SendingWorld();
                var channel = channel(centre, world)) {
            if (isBind) {
                centre.answerBind(answer);
            } else {
                centre.answer(answer);
            }

            var got = channel.send(
                            SmsFixtures.news("m", SentParts.NONE), Mono.fromSupplier(() -> begun.incrementAndGet() > 0))
                    .block(Duration.ofSeconds(20));

            assertThat(got.getClass().getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(result);
            assertThat(reasonOf(got)).isEqualTo(reason);
            assertThat(begun).hasValue(isBind ? 0 : 1);
            var mayHaveIt = result.equals("accepted") || result.equals("unknown");
            assertThat(centre.received()).hasSize(mayHaveIt ? 1 : 0);
        }
    }

    @Test
    void everyOtherStatusOfAMessageIsTriedAgain() {
        var known = IntStream.rangeClosed(1, 0x4FF)
                .filter(status -> new SmppReply(false, status).result(Map.of()) instanceof DeliveryResult.Rejected
                        || new SmppReply(false, status).result(Map.of()) instanceof DeliveryResult.Undeliverable)
                .boxed();

        assertThat(known).containsExactly(0x01, 0x0B);
        assertThat(new SmppReply(false, 0x12345678).result(Map.of())).isEqualTo(new Unavailable("smpp-submit-other"));
    }

    @Test
    void providersOwnMeaningGoesFirst() throws IOException {
        try (var centre = SmscSimulator.start();
                var world = new SendingWorld();
                var channel = new SmsChannel(
                        SmsFixtures.settings(
                                centre.port(), "statuses.0x401", "rejected", "statuses.0x45", "sender-refused"),
                        NotificationSamples.TEMPLATES,
                        world.reports,
                        SmsFixtures.BUNDLES,
                        world.clock)) {
            centre.answer("0x401", "0x45", "0x402");

            assertThat(send(channel)).isEqualTo(new DeliveryResult.Rejected("smpp-submit-0x401"));
            assertThat(send(channel)).isEqualTo(new DeliveryResult.SenderRefused("smpp-submit-0x45"));
            assertThat(send(channel)).isEqualTo(new Unavailable("smpp-submit-0x402"));
        }
    }

    @Test
    void centreThatCannotBeReachedIsNamed() throws IOException {
        var gone = SmscSimulator.start();
        gone.close();
        try (var world = new SendingWorld();
                var channel = channel(gone, world);
                var unknown = new SmsChannel(
                        SmsFixtures.settings(2775, "host", "smsc.invalid", "tls", "false"),
                        NotificationSamples.TEMPLATES,
                        world.reports,
                        SmsFixtures.BUNDLES,
                        world.clock)) {
            assertThat(send(channel)).isEqualTo(new Unavailable("smpp-connect"));
            assertThat(send(unknown)).isEqualTo(new Unavailable("smpp-dns"));
        }
    }

    private static DeliveryResult send(SmsChannel channel) {
        return channel.send(SmsFixtures.news("m", SentParts.NONE), Mono.just(true))
                .block(Duration.ofSeconds(20));
    }

    private static SmsChannel channel(SmscSimulator centre, SendingWorld world) {
        return new SmsChannel(
                SmsFixtures.settings(centre.port(), "answer-timeout", "700ms"),
                NotificationSamples.TEMPLATES,
                world.reports,
                SmsFixtures.BUNDLES,
                world.clock);
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
