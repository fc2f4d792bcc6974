package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.TemplateModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every e-mail, as text and as HTML, against the files in {@code src/test/resources/emails}. {@code -Demails.write}
 * writes them anew; what changed is then read in the diff.
 */
class EmailContentTest {

    private static final Path GOLDEN = Path.of("src/test/resources/emails");
    private static final boolean WRITE = System.getProperty("emails.write") != null;

    private final MessageTemplates templates = NotificationSamples.TEMPLATES;
    private final EmailRenderer renderer = new EmailRenderer();

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
    void emailIsTheOneThatWasApproved(Case given) throws IOException {
        var email = content(given.message());

        assertGolden(given.name() + ".txt", "Subject: " + email.subject() + "\n\n" + email.plain());
        assertGolden(given.name() + ".html", renderer.html(email));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void textAndHtmlStateTheSameFacts(Case given) {
        var email = content(given.message());
        var rich = renderer.html(email).replace("&nbsp;", " ").replace('\u00a0', ' ');

        assertThat(email.plain()).contains(email.headline(), email.why());
        assertThat(rich)
                .contains(email.headline().replace('\u00a0', ' '), email.why().replace('\u00a0', ' '));
        for (TemplateModel.Row row : email.rows()) {
            assertThat(email.plain()).contains(row.value());
            assertThat(rich).contains(row.value().replace('\u00a0', ' '));
        }
        if (email.button() != null) {
            assertThat(email.plain()).contains(email.button().link());
            assertThat(rich).contains("href=\"" + email.button().link() + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsFetchedAndThereAreNoExclamationMarks(Case given) {
        var email = content(given.message());
        var rich = renderer.html(email);

        assertThat(rich).doesNotContain("<img").doesNotContain("url(").doesNotContain("<script");
        assertThat(rich.length()).isLessThan(100_000);
        assertThat(email.plain()).doesNotContain("!");
        assertThat(email.subject().length()).isLessThanOrEqualTo(60);
    }

    /** Outlook's renderer is Word's: it knows no max-width and pads no link; Gmail knows no overflow-wrap. (issue 11, H11) */
    @ParameterizedTest
    @MethodSource("cases")
    void looksTheSameWhereStylesAreNotKnown(Case given) {
        var email = content(given.message());

        var rich = renderer.html(email);

        assertThat(rich)
                .containsSubsequence(
                        "<!--[if mso]><table role=\"presentation\" width=\"560\"",
                        "max-width:560px",
                        "<!--[if mso]></td></tr></table><![endif]-->");
        if (email.button() != null) {
            assertThat(rich)
                    .containsSubsequence(
                            "bgcolor=",
                            "mso-padding-alt:13px 22px",
                            email.button().link());
        }
        assertThat(Pattern.compile("overflow-wrap:anywhere(?!;word-break:break-word)")
                        .matcher(rich)
                        .find())
                .isFalse();
    }

    @Test
    void languageThatIsOnlyFilesHasEmailsOfItsOwn() {
        var email =
                content(of("out_for_delivery", "de", SubStatus.OUT_FOR_DELIVERY).message());

        assertThat(plain(email.subject())).isEqualTo("Bestellung 10042 kommt heute, 14–18 Uhr");
        assertThat(email.plain())
                .contains("Sie ist auf dem Weg zur Abholstelle.", "Zusteller: CDEK, 10112345678-10042");
        assertThat(renderer.html(email)).contains("<html lang=\"de\"").contains(">Bestellung ansehen</a>");
    }

    @Test
    void textOfACustomerIsEscaped() {
        var notification = (Message.OrderNotification) of("placed", "ru", null).message();
        var contact = notification.contact();
        var odd = NotificationSamples.contact(
                "10042", "ru", NotificationSamples.order(List.of(), new ShopOrder.Item(null, "<b>чай</b>", 1)));

        var email = content(NotificationSamples.message(
                notification.key(),
                notification.thread(),
                notification.address(),
                notification.trigger(),
                odd,
                notification.now()));

        assertThat(contact.orderNumber()).isEqualTo(odd.orderNumber());
        assertThat(renderer.html(email)).contains("&lt;b&gt;чай").doesNotContain("<b>чай");
    }

    private EmailContent content(Message message) {
        return EmailContent.of(message, templates.model(message, Channel.EMAIL));
    }

    private static Case of(String name, String language, @Nullable SubStatus status) {
        var update = status == null
                ? NotificationSamples.placed("10042", NotificationSamples.NOON)
                : NotificationSamples.reached("10042", status, NotificationSamples.NOON);
        return new Case(
                name + "-" + language,
                NotificationSamples.message(
                        new MessageKey("k"),
                        new MessageKey("t"),
                        "anna@example.com",
                        NotificationTrigger.of(update).orElseThrow(),
                        NotificationSamples.contact("10042", language, update),
                        NotificationSamples.NOON));
    }

    private static void assertGolden(String file, String actual) throws IOException {
        var golden = GOLDEN.resolve(file);
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, actual, UTF_8);
        }
        assertThat(actual).isEqualTo(Files.readString(golden, UTF_8));
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
