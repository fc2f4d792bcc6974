package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.DeliveryResult.Accepted;
import dev.waymark.notifications.sending.DeliveryResult.Rejected;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.DeliveryResult.Undeliverable;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageChannelContract;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.platform.contact.EmailAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What stands on the wire, byte by byte. (issue 10, cases/01-wire.txt) */
class EmailChannelTest implements MessageChannelContract {

    private static final String END_OF_MAIL = ".";
    private static final int ADDRESSES = 10_000;
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final List<String> WORDS =
            List.of("anna", "мария", "maria", "иван", "jürgen", "ελένη", "さくら", "משה", "اسم", "한국", "shop");

    private ScriptedSmtpServer provider;
    private int received;

    @Override
    public Channel own() {
        return Channel.EMAIL;
    }

    @Override
    public String address() {
        return "anna@example.com";
    }

    @Override
    public MessageChannel channel(Provider kind) throws IOException {
        provider = new ScriptedSmtpServer(
                "",
                switch (kind) {
                    case TAKES_MESSAGES, IS_AWAY -> Map.of();
                    case REFUSES_THE_ADDRESS -> Map.of("RCPT", "550 no such mailbox");
                    case TAKES_A_MESSAGE_AND_FALLS_SILENT -> Map.of(END_OF_MAIL, ScriptedSmtpServer.SILENCE);
                });
        if (kind == Provider.IS_AWAY) {
            provider.close();
        }
        return channel(provider, "orders@lavka.example");
    }

    @Override
    public int received() {
        received += (int) provider.taken().stream().filter(END_OF_MAIL::equals).count();
        return received;
    }

    @AfterEach
    void stop() throws IOException {
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void noByteOfAnEnvelopeIsAnotherAddress() throws Exception {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var accepted = 0;
        try (var server = new ScriptedSmtpServer("250-8BITMIME\r\n");
                var channel = channel(server, "orders@lavka.example")) {
            for (var address : addresses(random)) {
                var result = send(channel, address);
                var envelope = envelope(server.taken());
                if (result instanceof Accepted) {
                    accepted++;
                    assertThat(envelope)
                            .as("%s, seed %d", address, seed)
                            .containsExactly(
                                    "MAIL FROM:<orders@lavka.example>", "RCPT TO:<" + address + ">", "To: " + address);
                } else {
                    assertThat(result).as("%s, seed %d", address, seed).isInstanceOf(Rejected.class);
                    assertThat(envelope).as("%s, seed %d", address, seed).isEmpty();
                }
                assertThat(result instanceof Accepted)
                        .as("%s, seed %d", address, seed)
                        .isEqualTo(EmailAddress.isAscii(address));
            }
        }
        assertThat(accepted).isBetween(ADDRESSES / 10, ADDRESSES * 9 / 10);
    }

    @Test
    void serverThatOffersSmtpUtf8IsToldTheAddressAsItIs() throws Exception {
        try (var server = new ScriptedSmtpServer("250-8BITMIME\r\n250-SMTPUTF8\r\n");
                var channel = channel(server, "orders@lavka.example")) {
            assertThat(send(channel, "анна@xn--e1afmkfd.xn--p1ai")).isEqualTo(new Accepted(1));
            assertThat(envelope(server.taken()))
                    .containsExactly(
                            "MAIL FROM:<orders@lavka.example> SMTPUTF8",
                            "RCPT TO:<анна@xn--e1afmkfd.xn--p1ai>",
                            "To: анна@xn--e1afmkfd.xn--p1ai");

            assertThat(send(channel, "anna@example.com")).isEqualTo(new Accepted(1));
            assertThat(server.taken())
                    .contains("MAIL FROM:<orders@lavka.example>", "RCPT TO:<anna@example.com>")
                    .allMatch(line -> line.chars().allMatch(octet -> octet < 0x80));
        }
    }

    @Test
    void shopMayWriteFromADomainOfItsOwnAlphabet() throws Exception {
        try (var server = new ScriptedSmtpServer("");
                var channel = channel(server, "orders@лавка.рф")) {
            assertThat(send(channel, "anna@example.com")).isEqualTo(new Accepted(1));
            assertThat(envelope(server.taken())).contains("MAIL FROM:<orders@xn--80aaf6ac.xn--p1ai>");
        }
        try (var server = new ScriptedSmtpServer("");
                var channel = channel(server, "заказы@lavka.example")) {
            assertThat(send(channel, "anna@example.com")).isEqualTo(new Rejected("smtputf8-not-offered"));
            assertThat(envelope(server.taken())).isEmpty();
        }
    }

    @Test
    void refusedRecipientCostsNoConnection() throws Exception {
        try (var server = new ScriptedSmtpServer("", Map.of("RCPT", "550 5.1.1 no such user"));
                var channel = channel(server, "orders@lavka.example")) {
            assertThat(send(channel, "nobody@example.com")).isEqualTo(new Undeliverable("smtp-rcpt-5.1"));
            assertThat(server.taken()).contains("RSET");
            server.takeEverything();

            assertThat(send(channel, "anna@example.com")).isEqualTo(new Accepted(1));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void connectionThatTheServerClosedMeanwhileIsReplacedUnnoticed() throws Exception {
        for (var end : List.of(ScriptedSmtpServer.CUT, "421 4.4.2 idle for too long")) {
            try (var server = new ScriptedSmtpServer("");
                    var channel = channel(server, "orders@lavka.example")) {
                send(channel, "anna@example.com");
                server.taken();
                server.replyOnce("MAIL", end);

                assertThat(send(channel, "boris@example.com")).as(end).isEqualTo(new Accepted(1));
                assertThat(envelope(server.taken())).contains("RCPT TO:<boris@example.com>");
                assertThat(server.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void waitingForAConnectionIsNoPartOfTheCall() throws Exception {
        var begun = new AtomicInteger();
        var begin = Mono.fromSupplier(() -> begun.incrementAndGet() > 0);
        try (var server = new ScriptedSmtpServer("");
                var channel = channel(server, "orders@lavka.example", settings(2, Duration.ofSeconds(5)))) {
            server.delay(END_OF_MAIL, Duration.ofSeconds(2));

            var results = Flux.range(0, 4)
                    .flatMap(_ -> channel.send(news("anna@example.com"), begin))
                    .collectList()
                    .block(ENOUGH);

            assertThat(results)
                    .containsExactlyInAnyOrder(
                            new Accepted(1), new Accepted(1), Unavailable.busy(), Unavailable.busy());
            assertThat(begun).hasValue(2);
        }
    }

    @Test
    void codeDoesNotWaitForNews() throws Exception {
        var arrived = new AtomicBoolean();
        try (var server = new ScriptedSmtpServer("");
                var channel = channel(server, "orders@lavka.example", settings(1, Duration.ofSeconds(20)))) {
            server.delayOnce(END_OF_MAIL, Duration.ofSeconds(3));
            var news = channel.send(news("anna@example.com"), Mono.just(true))
                    .doOnNext(_ -> arrived.set(true))
                    .toFuture();
            await().until(() -> server.lines().contains(END_OF_MAIL));

            assertThat(send(channel, "boris@example.com")).isEqualTo(new Accepted(1));
            assertThat(arrived).isFalse();
            assertThat(news).succeedsWithin(ENOUGH).isEqualTo(new Accepted(1));
        }
    }

    @Test
    void serverThatThinksAboutAMailForLongerThanAboutACommandIsGivenItOnce() throws Exception {
        var settings = new SmtpSettings(
                1,
                1,
                ENOUGH,
                ENOUGH,
                "mta.lavka.example",
                SHORT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                ENOUGH,
                ENOUGH);
        try (var server = new ScriptedSmtpServer("");
                var channel = channel(server, "orders@lavka.example", settings)) {
            server.delay(END_OF_MAIL, Duration.ofMillis(1500));

            assertThat(send(channel, "anna@example.com")).isEqualTo(new Accepted(1));
            assertThat(server.taken()).contains("EHLO mta.lavka.example").containsOnlyOnce(END_OF_MAIL);
        }
    }

    @Test
    void noLineOfAHeaderIsLongerThanMailProgramsRead() throws Exception {
        try (var server = new ScriptedSmtpServer("");
                var channel = channel(server, "orders@lavka.example")) {
            for (var digits = 1; digits <= 16; digits++) {
                var number = "1234567890123456".substring(0, digits);
                channel.send(news("anna@example.com", number, "ru"), Mono.just(true))
                        .block(ENOUGH);
                var mail = server.taken();
                var header = mail.subList(mail.indexOf("DATA") + 1, mail.indexOf(""));

                assertThat(header)
                        .anyMatch(line -> line.startsWith("Subject:"))
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78))
                        .filteredOn(line -> line.contains("=?"))
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
            }
        }
    }

    private static Message news(String address) {
        return news(address, "10042", "en");
    }

    private static Message news(String address, String number, String language) {
        return NotificationSamples.message(
                new MessageKey("k"),
                new MessageKey("t"),
                address,
                NotificationTrigger.of(NotificationSamples.placed("10042", NotificationSamples.NOON))
                        .orElseThrow(),
                NotificationSamples.contact(number, language, NotificationSamples.orderWith(List.of())),
                NotificationSamples.NOON);
    }

    /** Half of them as an earlier release kept them; those of one kind together, because the other kind has a connection of its own. */
    private static List<String> addresses(Random random) {
        return IntStream.range(0, ADDRESSES)
                .mapToObj(i -> {
                    var typed = typed(random);
                    return i % 2 == 0 ? typed : EmailAddress.canonical(typed).orElse(typed);
                })
                .sorted(Comparator.comparing(EmailAddress::isAscii))
                .toList();
    }

    /** Words of many scripts; in most a letter is replaced, by one that looks, folds or is cut like it, or by any. */
    private static String typed(Random random) {
        return word(random) + "@" + word(random) + "." + (random.nextInt(8) == 0 ? "рф" : "example");
    }

    private static String word(Random random) {
        var word = new StringBuilder(random.nextInt(3) > 0 ? "anna" : WORDS.get(random.nextInt(WORDS.size())));
        if (random.nextBoolean()) {
            var letter = switch (random.nextInt(3)) {
                case 0 -> LETTERS.codePointAt(random.nextInt(LETTERS.length())) + 0x100 * (1 + random.nextInt(0x500));
                case 1 -> 0x80 + random.nextInt(0x500);
                default -> LETTERS.codePointAt(random.nextInt(LETTERS.length()));
            };
            if (Character.isLetterOrDigit(letter)) {
                word.insert(random.nextInt(word.length() + 1), Character.toString(letter));
            }
        }
        return word.toString();
    }

    private static EmailChannel channel(ScriptedSmtpServer server, String from) {
        return channel(server, from, settings(2, Duration.ofSeconds(5)));
    }

    static EmailChannel channel(ScriptedSmtpServer server, String from, SmtpSettings settings) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        return new EmailChannel(
                sender, settings, new EmailSettings(from, null), NotificationSamples.TEMPLATES, Clock.systemUTC());
    }

    /** @param silence that is waited for */
    static SmtpSettings settings(int connections, Duration silence) {
        return new SmtpSettings(
                connections, 1, Duration.ofSeconds(30), SHORT, null, silence, silence, silence, silence, silence);
    }

    private static DeliveryResult send(EmailChannel channel, String address) {
        return channel.send(code(address), Mono.just(true)).block(ENOUGH);
    }

    private static Message.SignInCode code(String address) {
        return new Message.SignInCode(new MessageKey("k"), address, "482913", "en", Duration.ofMinutes(10));
    }

    /** What names somebody, read as UTF-8; a byte that is none shows. */
    private static List<String> envelope(List<String> lines) {
        var envelope = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith("MAIL ") || line.startsWith("RCPT ") || line.startsWith("To:")) {
                envelope.add(new String(line.getBytes(ISO_8859_1), UTF_8));
            }
        }
        return envelope;
    }
}
