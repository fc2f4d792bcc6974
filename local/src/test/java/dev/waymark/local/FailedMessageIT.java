package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.local.demo.DemoScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Through all the services: a text message that its provider did not take, seen by the shop and the desk, and sent again from there. */
class FailedMessageIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** The SMS centre of this machine knows numbers that nobody has. */
    private static final String REASON = "smpp-submit-0x0b";

    private final LocalSystem system = SharedSystem.get();
    private final Browser browser = new Browser(system.url());
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());

    @Test
    void messageThatFailedIsSentAgainFromItsOrderAndWithAllOfItsReason() throws Exception {
        var fresh = Samples.Customer.fresh();
        var customer = new Samples.Customer(fresh.email(), fresh.phone().substring(0, 6) + "000000");
        var order = Samples.order(customer, List.of(Channel.SMS));
        var number = order.orderNumber().value();
        assertThat(shop.place(order).statusCode()).isEqualTo(201);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(JsonMapper.shared()
                                .readTree(shop.messages(number).body())
                                .at("/messages")
                                .findValuesAsString("reason"))
                        .contains(REASON));

        assertThat(shop.messages(number).body()).contains("\"undeliverable\":[{\"channel\":\"SMS\"");

        browser.signIn(system, DemoScript.ADMINISTRATOR);
        var path = "/support/orders/" + number;
        page(path);
        assertThat(done(path, path + "/undeliverable", Map.of("channel", "SMS")))
                .contains("go to this address again");
        assertThat(page(path).select("form[action=" + path + "/undeliverable]")).isEmpty();
        var form = page(path).expectFirst("form[action=" + path + "/messages]");
        var message = Map.of("message", form.expectFirst("input[name=message]").attr("value"));
        assertThat(done(path, path + "/messages", message)).contains("tried again");
        await().atMost(SOON)
                .until(() -> page(path)
                                .select("form[action=" + path + "/undeliverable]")
                                .size()
                        == 1);

        assertThat(shop.liftAddress(number, Channel.SMS).body()).isEqualTo("{\"lifted\":true}");
        var reasons = page("/support/messages");
        var counted = reasons.expectFirst("section:has(input[value=" + REASON + "])");
        assertThat(counted.text()).contains("the SMS provider did not take it", "failed");
        var all = Map.of(
                "reason", REASON, "since", counted.select("input[name=since]").val());
        assertThat(Jsoup.parse(browser.submit("/support/messages", "/support/messages", all)
                                .body())
                        .select("[role=status]")
                        .text())
                .containsPattern("[1-9]\\d* (is|are) tried again");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page("/support/audit?kind=MESSAGES_REDRIVEN")
                                .select(".hits li")
                                .text())
                        .contains(REASON));
    }

    /** What a page says after its form was sent. */
    private String done(String page, String action, Map<String, String> fields) throws Exception {
        return Jsoup.parse(browser.submit(page, action, fields).body())
                .select("[role=status]")
                .text();
    }

    private Document page(String path) throws Exception {
        var page = browser.page(path + (path.contains("?") ? "&" : "?") + "lang=en");
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.body());
    }
}
