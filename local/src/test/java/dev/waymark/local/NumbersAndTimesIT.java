package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.EasyPostWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.couriers.WaymarkWebhooks;
import dev.waymark.local.couriers.Webhook;
import dev.waymark.local.demo.DemoScript;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a number and a time are taken for, through public doors only. (issue 12, cases/03, 09, 11 and 15) */
class NumbersAndTimesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<Channel> MAIL = List.of(Channel.EMAIL);

    private final LocalSystem system = SharedSystem.get();
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());
    private final GatewayClient couriers = new GatewayClient(system.url());
    private final Browser browser = new Browser(system.url());

    @Test
    void numberUsedAgainIsAnotherParcelToEverybody() throws Exception {
        var number = number("C09-");
        var longAgo = Instant.now().minus(Duration.ofDays(320));
        sent(body(number, scan("ACCEPTED", longAgo, "Псков"), scan("DELIVERED_TO_RECIPIENT", longAgo, "Псков")));
        var customer = Samples.Customer.fresh();
        var order = Samples.order(customer, MAIL, Samples.key("waymark", number));

        shop.place(order);
        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        await().atMost(SOON).until(() -> mailbox.mails().size() == 1);
        sent(body(number, scan("ACCEPTED", hoursAgo(5), "Казань"), scan("OUT_FOR_DELIVERY", hoursAgo(1), "Москва")));

        await().atMost(SOON).until(() -> status(order).equals("OUT_FOR_DELIVERY"));
        assertThat(order(order).at("/shipments/0/timeline")).hasSize(2);
        assertThat(order(order).toString()).doesNotContain("Псков");
        await().atMost(SOON).until(() -> mailbox.mails().size() == 2);
        assertThat(mailbox.mails().toString()).doesNotContain("Псков");
        var shipment = shop.shipment(Samples.key("waymark", number));
        assertThat(shipment.body()).contains("Казань").doesNotContain("Псков");
    }

    @Test
    void clockOfAnUnknownZoneSaysNothingOfTomorrow() throws Exception {
        var customer = Samples.Customer.fresh();
        var number = number("C03-");
        var shipment = new EasyPostWebhooks(system.secrets().easyPostSecret(), number);
        var order = Samples.order(customer, MAIL, Samples.key("easypost", number));
        shop.place(order);

        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        await().atMost(SOON).until(() -> mailbox.mails().size() == 1);

        accepted(shipment.scan("in_transit", "received_at_origin_facility", "Accepted", ahead(4))
                .webhook(Instant.now()));
        await().atMost(SOON).until(() -> status(order).equals("ACCEPTED"));
        accepted(shipment.scan("delivered", "arrived_at_destination", "Delivered", ahead(9))
                .webhook(Instant.now()));

        await().atMost(SOON).until(() -> status(order).equals("DELIVERED"));
        assertThat(Instant.parse(order(order).at("/shipments/0/occurredAt").asString()))
                .isBeforeOrEqualTo(Instant.now());
        assertThat(Instant.parse(order(order).at("/shipments/0/lastScanAt").asString()))
                .isBeforeOrEqualTo(Instant.now());
        await().atMost(SOON).until(() -> mailbox.mails().size() == 3);
        var tomorrow = LocalDate.now(ZoneOffset.ofHours(3)).plusDays(1).getDayOfMonth() + " ";
        assertThat(mailbox.mails().getLast().text().lines().findFirst().orElseThrow())
                .doesNotContain(tomorrow);
    }

    @Test
    void sameNewsReceivedAgainMakesNoEstimateNew() throws Exception {
        var number = number("C08-");
        var order = Samples.order(Samples.Customer.fresh(), MAIL, Samples.key("waymark", number));
        shop.place(order);
        var scan = scan("ARRIVED", hoursAgo(3), "Казань");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        var first = body(number, scan).replaceFirst("\\}$", ", \"eta\": {\"from\": \"%s\"}}".formatted(day));
        var second = first.replace(day.toString(), day.plusDays(8).toString());

        sent(first);
        sent(second);
        await().atMost(SOON).until(() -> eta(order).equals(day.plusDays(8).toString()));
        // Not the same bytes, which would not even be kept.
        sent(first + " ");
        sent(body(number, scan, scan("DEPARTED", hoursAgo(2), "Казань")));

        await().atMost(SOON)
                .until(() -> order(order).at("/shipments/0/timeline").size() == 2);
        assertThat(eta(order)).isEqualTo(day.plusDays(8).toString());
    }

    @Test
    void partnersScansAreInTheTimelineAndItsNumberFindsTheOrder() throws Exception {
        var customer = Samples.Customer.fresh();
        var number = number("C06-");
        var partners = Samples.cdekNumber();
        var order = Samples.order(customer, MAIL, Samples.key("waymark", number));
        shop.place(order);
        var handedOver = scan("DEPARTED", hoursAgo(3), "Казань")
                .replaceFirst("\\}$", ", \"legCarrier\": \"cdek\", \"legTrackingNumber\": \"%s\"}".formatted(partners));

        sent(body(number, handedOver));
        accepted(new CdekWebhooks(system.secrets().cdekPath(), partners)
                .status("TAKEN_BY_COURIER", "Москва", Instant.now()));

        await().atMost(SOON).until(() -> status(order).equals("OUT_FOR_DELIVERY"));
        assertThat(order(order).at("/shipments/0/timeline")).hasSize(2);
        var found = browser.submit("/find", "/find", Map.of("number", partners, "contact", customer.email()));
        assertThat(found.uri().getPath()).startsWith("/t/");
        var desk = new Browser(system.url());
        desk.signIn(system, DemoScript.SUPPORT);
        assertThat(desk.submit("/support", "/support", Map.of("query", partners))
                        .body())
                .contains(order.orderNumber().value());
        browser.signIn(system, customer.email());
        assertThat(browser.json("/api/my/orders?query=" + partners).get("orders"))
                .hasSize(1);
    }

    @Test
    void everySpellingOfANumberIsOneParcel() throws Exception {
        var customer = Samples.Customer.fresh();
        var number = uspsNumber();
        var order = Samples.order(customer, MAIL, Samples.key("easypost", number));
        var placed = shop.place(order, json -> json.replace(number, "420 78745 " + number));
        assertThat(placed.body()).contains('"' + number + '"').doesNotContain("420 78745");

        accepted(new EasyPostWebhooks(system.secrets().easyPostSecret(), number)
                .scan("out_for_delivery", "out_for_delivery", "On the vehicle", Instant.now())
                .webhook(Instant.now()));

        await().atMost(SOON).until(() -> status(order).equals("OUT_FOR_DELIVERY"));
        var spelled = "(420)787451234 " + number.replaceAll("(.{4})", "$1 ");
        var found = browser.submit("/find", "/find", Map.of("number", spelled, "contact", customer.email()));
        assertThat(found.uri().getPath()).startsWith("/t/");
    }

    private static String number(String prefix) {
        return prefix + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
    }

    /** 22 digits, the last of them right: every second one from the right counts three times. */
    private static String uspsNumber() {
        var serial = "94001112062064062" + ThreadLocalRandom.current().nextInt(1_000, 10_000);
        var sum = 0;
        for (var i = 0; i < serial.length(); i++) {
            sum += Character.digit(serial.charAt(serial.length() - 1 - i), 10) * (i % 2 == 0 ? 3 : 1);
        }
        return serial + (10 - sum % 10) % 10;
    }

    private static Instant ahead(int hours) {
        return Instant.now().plus(Duration.ofHours(hours));
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().minus(Duration.ofHours(hours));
    }

    private static String body(String number, String... scans) {
        return "{\"trackingNumber\": \"%s\", \"events\": [%s]}".formatted(number, String.join(", ", scans));
    }

    private static String scan(String status, Instant at, String city) {
        return "{\"status\": \"%s\", \"occurredAt\": \"%s\", \"place\": {\"city\": \"%s\"}}"
                .formatted(status, at, city);
    }

    private void sent(String body) throws IOException, InterruptedException {
        accepted(WaymarkWebhooks.signed(system.secrets().waymarkSecret(), body, Instant.now()));
    }

    private void accepted(Webhook webhook) throws IOException, InterruptedException {
        assertThat(couriers.send(webhook).statusCode() / 100).isEqualTo(2);
    }

    private String status(ShopOrder order) throws IOException, InterruptedException {
        return order(order).at("/summary/status").asString();
    }

    private String eta(ShopOrder order) throws IOException, InterruptedException {
        return order(order).at("/shipments/0/eta/from").asString();
    }

    private JsonNode order(ShopOrder order) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(shop.order(order.orderNumber().value()).body());
    }
}
