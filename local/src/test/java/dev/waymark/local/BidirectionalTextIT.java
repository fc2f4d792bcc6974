package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What shops and couriers write cannot turn our own words round. (issue 10, S12, cases/18) */
class BidirectionalTextIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern DIRECTION = Pattern.compile("[\u202a-\u202e\u2066-\u2069]|&#8238;|&#x202e;");

    private final LocalSystem system = SharedSystem.get();

    @Test
    void noPageMailOrMessageHoldsAnOverride() throws Exception {
        var shop = new ShopApiClient(system.url(), system.secrets().shopApiKey());
        var browser = new Browser(system.url());
        var customer = Samples.Customer.fresh();
        var parcel = new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber());
        var placed = Samples.order(customer, List.of(Channel.EMAIL, Channel.SMS), Samples.key("cdek", parcel.number()));
        // As a client of another make writes it, whose records do not clean it.
        var item = new ShopOrder.Item(null, "Desk %% abc", 1);
        var order = new ShopOrder(
                placed.orderNumber(),
                placed.placedAt(),
                placed.customer(),
                List.of(item),
                placed.promise(),
                placed.destination(),
                placed.shipments());
        shop.place(order, json -> json.replace("%%", "\u202e\u2066"));
        new GatewayClient(system.url()).send(parcel.status("TAKEN_BY_COURIER", "Москва\u202eавксоМ", Instant.now()));

        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        await().atMost(SOON).until(() -> !mailbox.mails().isEmpty());
        var mail = mailbox.mails().getFirst();
        assertThat(mail.text()).contains("Desk  abc").doesNotContainPattern(DIRECTION);
        browser.signIn(system, customer.email());
        await().atMost(SOON)
                .until(() ->
                        browser.page("/orders/" + order.orderNumber()).body().contains("МоскваавксоМ"));
        assertThat(browser.page("/orders/" + order.orderNumber()).body())
                .contains("Desk  abc")
                .doesNotContainPattern(DIRECTION);
        assertThat(browser.get("/api/my/orders/" + order.orderNumber()).body()).doesNotContainPattern(DIRECTION);
    }
}
