package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.notifications.News;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.texts.Language;
import dev.waymark.notifications.texts.Letter;
import dev.waymark.notifications.texts.MessageTexts;
import dev.waymark.notifications.texts.Shop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every letter, as text and as HTML, against the files in {@code src/test/resources/letters}. {@code -Dletters.write}
 * writes them anew; what changed is then read in the diff.
 */
class LetterTest {

    private static final Path GOLDEN = Path.of("src/test/resources/letters");
    private static final boolean WRITE = System.getProperty("letters.write") != null;

    private final MessageTexts texts = new MessageTexts(new Shop(
            "Лавка",
            "Lavka",
            Language.RU,
            URI.create("https://track.shop.example/t/"),
            URI.create("https://t.example/")));
    private final LetterHtml html = new LetterHtml();

    record Case(String name, Message message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of("ru", "en")
                .flatMap(language -> Stream.of(
                        of("placed", language, null),
                        of("accepted", language, SubStatus.ACCEPTED),
                        of("out_for_delivery", language, SubStatus.OUT_FOR_DELIVERY),
                        of("ready_for_pickup", language, SubStatus.AWAITING_COLLECTION),
                        of("attempt_failed", language, SubStatus.ATTEMPT_ABSENT),
                        of("attempt_refused", language, SubStatus.ATTEMPT_REFUSED),
                        of("delivered", language, SubStatus.DELIVERED_TO_RECIPIENT),
                        new Case(
                                "code-" + language,
                                new Message.SignInCode(
                                        new MessageKey("k"),
                                        "anna@example.com",
                                        "482913",
                                        language,
                                        Duration.ofMinutes(10)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void letterIsTheOneThatWasApproved(Case given) throws IOException {
        var letter = texts.letter(given.message());

        assertGolden(given.name() + ".txt", "Subject: " + letter.subject() + "\n\n" + letter.plain());
        assertGolden(given.name() + ".html", html.set(letter));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void textAndHtmlSayTheSame(Case given) {
        var letter = texts.letter(given.message());
        var rich = html.set(letter).replace("&nbsp;", " ").replace('\u00a0', ' ');

        assertThat(letter.plain()).contains(letter.headline()).contains(letter.why());
        assertThat(rich).contains(letter.headline().replace('\u00a0', ' ')).contains(letter.why());
        for (Letter.Row row : letter.rows()) {
            assertThat(letter.plain()).contains(row.value());
            assertThat(rich).contains(row.value().replace('\u00a0', ' '));
        }
        if (letter.button() != null) {
            assertThat(letter.plain()).contains(letter.button().link());
            assertThat(rich).contains("href=\"" + letter.button().link() + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsFetchedAndNothingShouts(Case given) {
        var letter = texts.letter(given.message());
        var rich = html.set(letter);

        assertThat(rich).doesNotContain("<img").doesNotContain("url(").doesNotContain("<script");
        assertThat(rich.length()).isLessThan(100_000);
        assertThat(letter.plain()).doesNotContain("!");
        assertThat(letter.subject().length()).isLessThanOrEqualTo(60);
    }

    @Test
    void whatACustomerTypedStaysText() {
        var news = (Message.OrderNotification) of("placed", "ru", null).message();
        var contact = news.contact();
        var odd = News.contact(
                "10042",
                "ru",
                new dev.waymark.notifications.domain.Contact.Order(
                        null,
                        null,
                        java.util.List.of(new dev.waymark.contract.order.ShopOrder.Item(null, "<b>чай</b>", 1)),
                        null,
                        null));

        var letter = texts.letter(new Message.OrderNotification(
                news.key(), news.thread(), news.address(), news.trigger(), odd, news.now()));

        assertThat(contact.orderNumber()).isEqualTo(odd.orderNumber());
        assertThat(html.set(letter)).contains("&lt;b&gt;чай").doesNotContain("<b>чай");
    }

    private static Case of(String name, String language, @Nullable SubStatus status) {
        var update = status == null ? News.placed("10042", News.NOON) : News.reached("10042", status, News.NOON);
        return new Case(
                name + "-" + language,
                new Message.OrderNotification(
                        new MessageKey("k"),
                        new MessageKey("t"),
                        "anna@example.com",
                        NotificationTrigger.of(update).orElseThrow(),
                        News.contact("10042", language, update),
                        News.NOON));
    }

    private static void assertGolden(String file, String actual) throws IOException {
        var golden = GOLDEN.resolve(file);
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, actual, UTF_8);
        }
        assertThat(actual).isEqualTo(Files.readString(golden, UTF_8));
    }
}
