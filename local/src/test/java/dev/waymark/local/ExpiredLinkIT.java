package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Through all the services: a link that has lived its time, here some seconds, is exchanged for one that works. */
class ExpiredLinkIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LIVE = Duration.ofSeconds(8);
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+(/t/[A-Za-z0-9]+)");

    private static final Samples.Customer BY_MAIL = Samples.Customer.fresh();
    private static final Samples.Customer BY_PHONE = Samples.Customer.fresh();

    private static LocalSystem system;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        var data = Files.createTempDirectory(Path.of("target"), "expired");
        system = LocalSystem.start(
                LocalSettings.anywhere(data).with(Map.of("waymark.orders.links.live", LIVE.toSeconds() + "s")),
                _ -> {});
        browser = new Browser(system.url());
        var shop = new ShopApiClient(system.url(), system.secrets().shopApiKey());
        // Both now, so that both links grow old together.
        shop.place(Samples.order(BY_MAIL, List.of(Channel.EMAIL)));
        shop.place(Samples.order(BY_PHONE, List.of(Channel.SMS)));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void whoOrderedGetsANewLinkByMail() throws Exception {
        var mailbox = new Mailbox(system.mail().imapPort(), BY_MAIL.email());
        await().atMost(SOON).until(() -> mailbox.mails().size() == 1);
        var old = link(mailbox.mails().get(0).text());
        await().atMost(SOON).until(() -> browser.page(old).statusCode() == 410);

        var asked = browser.submit(old, old, Map.of());

        assertThat(asked.statusCode()).isEqualTo(202);
        await().atMost(SOON).until(() -> mailbox.mails().size() == 2);
        var mail = mailbox.mails().get(1);
        var fresh = link(mail.text());
        assertThat(browser.page(fresh).statusCode()).isEqualTo(200);
        assertThat(browser.page(old).statusCode()).isEqualTo(410);
        assertThat(mail.subject()).startsWith("Новая ссылка на заказ");
    }

    @Test
    void whoOrderedByPhoneGetsItAsATextMessage() throws Exception {
        await().atMost(SOON).until(() -> texts().size() == 1);
        var old = link(texts().get(0));
        await().atMost(SOON).until(() -> browser.page(old).statusCode() == 410);

        browser.submit(old, old, Map.of());

        await().atMost(SOON).until(() -> texts().size() == 2);
        var fresh = texts().stream()
                .filter(text -> text.startsWith("Ссылка на заказ"))
                .findFirst()
                .orElseThrow();
        assertThat(browser.page(link(fresh)).statusCode()).isEqualTo(200);
    }

    private static List<String> texts() {
        return system.sms().messages().stream()
                .filter(sms -> sms.to().equals(BY_PHONE.phone()) && sms.isComplete())
                .map(sms -> sms.text())
                .toList();
    }

    private static String link(String text) {
        var link = LINK.matcher(text);
        assertThat(link.find()).as("a link in: %s", text).isTrue();
        return link.group(1);
    }
}
