package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.Presentation.Certainty;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Through all the services: a courier reports a delivery that did not happen, and the customer is told so. (issue 12, T5) */
class FalseDeliveryIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CORRECTED = "ещё не доставлен";

    private final LocalSystem system = SharedSystem.get();
    private final Browser browser = new Browser(system.url());
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());
    private final GatewayClient courier = new GatewayClient(system.url());

    @Test
    void aDeliveryThatDidNotHappenIsTakenBackOnThePageAndWhereItWasTold() throws Exception {
        var customer = Samples.Customer.fresh();
        var parcel = new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber());
        var order = Samples.order(customer, List.of(Channel.EMAIL, Channel.SMS), Samples.key("cdek", parcel.number()));
        var number = order.orderNumber().value();
        var now = Instant.now();
        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        shop.place(order);

        courier.send(parcel.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Москва", now.minus(Duration.ofHours(5))));
        await().atMost(SOON).until(() -> mailbox.mails().size() == 2);
        courier.send(parcel.status("DELIVERED", "Пермь", now.minus(Duration.ofHours(3))));
        await().atMost(SOON).until(() -> subjects(mailbox, "доставлен") == 1);
        courier.send(parcel.status("TAKEN_BY_COURIER", "Пермь", now));
        await().atMost(SOON).until(() -> subjects(mailbox, CORRECTED) == 1);

        var messages = shop.messages(number).body();
        // Of a delivery no text message was sent, so there is none to correct.
        assertThat(messages).contains("\"reason\":\"NOTHING_TO_CORRECT\"");
        assertThat(shop.order(number).body()).contains("\"certainty\":\"" + Certainty.CONTRADICTED + "\"");
        browser.signIn(system, customer.email());
        var page = Jsoup.parse(browser.page("/orders/" + number + "?lang=en").body());
        assertThat(page.select("h1").text()).isEqualTo("Your parcel arrives today");
        assertThat(page.select(".lead").text()).contains("which did not prove true");

        courier.send(parcel.status("DELIVERED", "Пермь", Instant.now()));
        await().atMost(SOON).until(() -> subjects(mailbox, "доставлен") == 3);
        assertThat(subjects(mailbox, CORRECTED)).isEqualTo(1);
        assertThat(shop.order(number).body()).contains("\"certainty\":\"" + Certainty.STATED + "\"");
    }

    private static long subjects(Mailbox mailbox, String words) {
        return mailbox.mails().stream()
                .filter(mail -> mail.subject().contains(words))
                .count();
    }
}
