package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Through all the services: a link that the shop revoked says how to get another, and that one works. */
class RevokedLinkIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+(/t/[A-Za-z0-9]+)");

    private final LocalSystem system = SharedSystem.get();
    private final Browser browser = new Browser(system.url());
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());

    @Test
    void revokedLinkShowsHowToGetANewOne() throws Exception {
        var customer = Samples.Customer.fresh();
        var order = Samples.order(customer, List.of(Channel.EMAIL));
        shop.place(order);
        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        await().atMost(SOON).until(() -> mailbox.mails().size() == 1);
        var old = link(mailbox.mails().get(0).text());
        assertThat(browser.page(old).statusCode()).isEqualTo(200);

        assertThat(shop.revokeLinks(order.orderNumber().value()).statusCode()).isEqualTo(202);

        await().atMost(SOON).until(() -> browser.page(old).statusCode() == 410);
        assertThat(browser.page(old).body()).contains("<form").contains(old);
        assertThat(browser.submit(old, old, Map.of()).statusCode()).isEqualTo(202);
        await().atMost(SOON).until(() -> mailbox.mails().size() == 2);
        var fresh = link(mailbox.mails().get(1).text());
        assertThat(fresh).isNotEqualTo(old);
        assertThat(browser.page(fresh).statusCode()).isEqualTo(200);
    }

    private static String link(String text) {
        var link = LINK.matcher(text);
        assertThat(link.find()).as("a link in: %s", text).isTrue();
        return link.group(1);
    }
}
