package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.couriers.WaymarkWebhooks;
import dev.waymark.local.demo.DemoScript;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders that change after they were placed, through public doors only: the shop's API, webhooks, pages and mails. */
class ChangedOrderIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<Channel> MAIL = List.of(Channel.EMAIL);

    private final LocalSystem system = SharedSystem.get();
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());
    private final GatewayClient couriers = new GatewayClient(system.url());
    private final Browser browser = new Browser(system.url());
    private final Samples.Customer customer = Samples.Customer.fresh();

    /** The old number's label was made and never used: for ever the order was "announced, 1 of 2". */
    @Test
    void detachedShipmentIsNoPartOfTheOrderAndTheDeskSeesThatItWas() throws Exception {
        var old = parcel();
        var fresh = parcel();
        var order = placed(old);
        var number = order.orderNumber().value();
        scanned(old, "LABEL_CREATED", 60);
        assertThat(shop.attach(number, List.of(fresh)).statusCode()).isEqualTo(202);
        scanned(fresh, "ACCEPTED", 2);
        scanned(fresh, "DELIVERED_TO_RECIPIENT", 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(summary(number)).contains("\"delivered\":1", "\"of\":2"));

        var detached = shop.detach(number, old);

        assertThat(detached.statusCode()).as(detached.body()).isEqualTo(202);
        assertThat(detached.headers().firstValue("location")).contains("/api/orders/" + number);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(summary(number))
                        .contains("\"status\":\"DELIVERED\"", "\"delivered\":1", "\"of\":1"));
        assertThat(shop.detach(number, old).statusCode()).isEqualTo(202);
        var version = order(number).path("version").asLong();
        scanned(old, "OUT_FOR_DELIVERY", 0);
        scanned(fresh, "DELIVERED_TO_RECIPIENT", 0);
        assertThat(page(number)).contains("Доставлен").doesNotContain(masked(old));
        assertThat(order(number).path("version").asLong()).isGreaterThanOrEqualTo(version);
        browser.signIn(system, DemoScript.SUPPORT);
        assertThat(text(browser.page("/support/orders/" + number)))
                .contains("Больше не в этом заказе: waymark " + old.trackingNumber());
    }

    @Test
    void replacedShipmentIsFollowedUnderItsNewNumber() throws Exception {
        var mistyped = parcel();
        var right = parcel();
        var order = placed(mistyped);
        var number = order.orderNumber().value();

        assertThat(shop.replace(number, mistyped, right).statusCode()).isEqualTo(202);

        scanned(right, "OUT_FOR_DELIVERY", 0);
        await().atMost(SOON).untilAsserted(() -> assertThat(summary(number)).contains("OUT_FOR_DELIVERY", "\"of\":1"));
        await().atMost(SOON).until(() -> mails().size() == 2);
        assertThat(page(number)).contains(masked(right)).doesNotContain(masked(mistyped));
    }

    @Test
    void shipmentThatAnOrderNeverHadCannotBeDetached() throws Exception {
        var order = placed(parcel());

        var answer = shop.detach(order.orderNumber().value(), parcel());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("shipment-unknown");
        assertThat(shop.detach("T-unknown", parcel()).body()).contains("order-unknown");
    }

    /** Letter-box post has one scan. */
    @Test
    void onlyScanThatThereIsIsToldOnce() throws Exception {
        var letter = parcel();
        placed(letter);
        await().atMost(SOON).until(() -> mails().size() == 1);

        scanned(letter, "LEFT_SAFE_PLACE", 0);

        await().atMost(SOON).until(() -> mails().size() == 2);
    }

    /** Named as one, or made as one by the courier: unused or used, it counts for nothing in the order. */
    @Test
    void returnOfTheCustomerIsNoParcelOfTheOrder() throws Exception {
        var out = parcel();
        var back = parcel();
        var label = parcel();
        var order = placed(out, label);
        var number = order.orderNumber().value();
        assertThat(shop.attach(number, """
                        {"courier": "waymark", "trackingNumber": "%s", "direction": "RETURN"}""".formatted(back.trackingNumber())).statusCode())
                .isEqualTo(202);
        scanned(label, "LABEL_CREATED", "RETURN", 40);
        scanned(out, "ACCEPTED", 20);
        scanned(out, "DELIVERED_TO_RECIPIENT", 2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(summary(number))
                        .contains("\"status\":\"DELIVERED\"", "\"delivered\":1", "\"of\":1"));

        scanned(back, "ACCEPTED", 1);
        scanned(back, "DELIVERED_TO_RECIPIENT", 0);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(order(number)
                                .path("returns")
                                .valueStream()
                                .map(shipment -> shipment.path("customerStatus").asString()))
                        .containsExactlyInAnyOrder("RETURNED", "ANNOUNCED"));
        assertThat(summary(number)).contains("\"status\":\"DELIVERED\"", "\"of\":1");
        assertThat(page(number)).contains("Ваш возврат", masked(back)).doesNotContain("1 из 2");
        assertThat(shop.messages(number).body())
                .contains(out.trackingNumber().value())
                .doesNotContain(
                        back.trackingNumber().value(), label.trackingNumber().value());
    }

    @Test
    void itemsAreInTheParcelsThatTheShopSays() throws Exception {
        var order = placed();
        var number = order.orderNumber().value();

        shop.attach(number, """
                {"courier": "waymark", "trackingNumber": "%s", "items": [{"line": 1, "quantity": 1}]}""".formatted(parcel().trackingNumber()));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(order(number).at("/shipments/0/items").toString())
                                .isEqualTo("[{\"line\":1,\"quantity\":1}]"));
        browser.signIn(system, customer.email());
        assertThat(text(browser.page("/orders/" + number))).contains("В этой посылке", "Чайник дорожный");
    }

    /** Mistyped at the check-out: everything went to a stranger for good. */
    @Test
    void correctedContactGetsTheConfirmationAndTheStrangerLosesTheLinkAndTheOrder() throws Exception {
        var order = placed(parcel());
        var number = order.orderNumber().value();
        await().atMost(SOON).until(() -> mails().size() == 1);
        var strangers = order(number).path("link").asString();
        browser.signIn(system, customer.email());
        await().atMost(SOON).until(() -> browser.page("/orders/" + number).statusCode() == 200);
        var right = Samples.Customer.fresh();

        var amended = shop.amend(number, """
                {"customer": {"email": "%s", "name": "Мария Иванова"}, "destination": {"city": "Тверь"}}""".formatted(right.email()));

        assertThat(amended.statusCode()).as(amended.body()).isEqualTo(202);
        await().atMost(SOON).until(() -> browser.page(strangers).statusCode() == 410);
        assertThat(browser.page("/orders/" + number).statusCode()).isEqualTo(404);
        assertThat(browser.page("/orders").body()).doesNotContain(number);
        var mailbox = new Mailbox(system.mail().imapPort(), right.email());
        await().atMost(SOON).until(() -> mailbox.mails().size() == 1);
        assertThat(mailbox.mails().getFirst().text()).contains(number);
        var owner = new Browser(system.url());
        owner.signIn(system, right.email());
        assertThat(owner.page("/orders").body()).contains(number);
        assertThat(owner.page("/orders/" + number).body()).contains("Тверь");
        assertThat(mails()).filteredOn(mail -> mail.text().contains("/t/")).hasSize(1);
    }

    @Test
    void correctionThatNobodyCanReadIsRefusedAndTakesNothingAway() throws Exception {
        var number = placed().orderNumber().value();

        var unreadable = shop.amend(number, "{\"customer\": {\"email\": \"?\"}}");
        var fixed = shop.amend(number, "{\"placedAt\": \"2026-01-01T00:00:00Z\"}");
        var lines = shop.amend(number, "{\"items\": []}");

        assertThat(List.of(unreadable.statusCode(), fixed.statusCode(), lines.statusCode()))
                .containsOnly(422);
        assertThat(unreadable.body()).contains("/customer/email");
        assertThat(fixed.body()).contains("not-amendable");
        assertThat(shop.amend(number, "{\"promise\": {\"until\": \"2030-01-01\"}}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(order(number).at("/promise/until").asString()).isEqualTo("2030-01-01");
    }

    @Test
    void cancelledOrderSaysSoAndAParcelThatMovesAllTheSameIsShown() throws Exception {
        var late = parcel();
        var order = placed(late);
        var number = order.orderNumber().value();
        assertThat(shop.reach(number, "PACKED").statusCode()).isEqualTo(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(page(number)).contains("Упакован: "));

        assertThat(shop.cancel(number, "{\"lines\": [{\"line\": 7}]}").body()).contains("no-such-line");
        assertThat(shop.cancel(number, "{\"lines\": [{\"line\": 1, \"quantity\": 1}]}")
                        .statusCode())
                .isEqualTo(202);

        await().atMost(SOON).untilAsserted(() -> assertThat(summary(number)).contains("\"status\":\"CANCELLED\""));
        assertThat(order(number).path("itemCount").asInt()).isZero();
        assertThat(page(number)).contains("Заказ отменён");
        scanned(late, "OUT_FOR_DELIVERY", 0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(summary(number)).contains("\"status\":\"OUT_FOR_DELIVERY\""));
    }

    @Test
    void shopPutsTheLinkIntoItsOwnMailAndItEndsWithTheOthers() throws Exception {
        var order = Samples.order(customer, MAIL, parcel());
        var number = order.orderNumber().value();

        var answer = JsonMapper.shared().readTree(shop.place(order).body());

        var link = answer.path("link").asString();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(order(number).path("link").asString()).isEqualTo(link));
        assertThat(browser.page(link).statusCode()).isEqualTo(200);
        shop.revokeLinks(number);
        await().atMost(SOON).until(() -> browser.page(link).statusCode() == 410);
        var next = order(number).path("link").asString();
        assertThat(next).isNotEqualTo(link);
        assertThat(browser.page(next).statusCode()).isEqualTo(200);
    }

    @Test
    void courierThatIsNotConnectedIsAWarningAndCostsNoOrder() throws Exception {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(JsonMapper.shared()
                                .readTree(shop.couriers().body())
                                .findValuesAsString("courier"))
                        .contains("cdek", "easypost", "waymark"));

        var order = Samples.order(customer, MAIL, Samples.key("no-such-courier", Samples.upsNumber()));
        var answer = shop.place(order);

        assertThat(answer.statusCode()).isEqualTo(201);
        var warning = JsonMapper.shared().readTree(answer.body()).at("/warnings/0");
        assertThat(warning.path("code").asString()).isEqualTo("courier-not-connected");
        assertThat(warning.path("pointer").asString()).isEqualTo("/shipments/0/courier");
        assertThat(warning.at("/candidates/0/courier").asString()).isEqualTo("easypost");
    }

    private ShopOrder placed(ShipmentKey... shipments) throws Exception {
        var order = Samples.order(customer, MAIL, shipments);
        assertThat(shop.place(order).statusCode()).isEqualTo(201);
        await().atMost(SOON).until(() -> shop.order(order.orderNumber().value()).statusCode() == 200);
        return order;
    }

    private static ShipmentKey parcel() {
        return Samples.key("waymark", "WM" + Samples.fedExNumber());
    }

    private void scanned(ShipmentKey shipment, String status, int hoursAgo) throws IOException, InterruptedException {
        scanned(shipment, status, "FORWARD", hoursAgo);
    }

    private void scanned(ShipmentKey shipment, String status, String direction, int hoursAgo)
            throws IOException, InterruptedException {
        var now = Instant.now();
        var body = """
                {"trackingNumber": "%s", "events": [{"status": "%s", "direction": "%s", "occurredAt": "%s"}]}""".formatted(shipment.trackingNumber(), status, direction, now.minus(Duration.ofHours(hoursAgo)));
        var answer = couriers.send(WaymarkWebhooks.signed(system.secrets().waymarkSecret(), body, now));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private JsonNode order(String number) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(shop.order(number).body());
    }

    private String summary(String number) throws IOException, InterruptedException {
        return order(number).path("summary").toString();
    }

    /** As somebody sees it to whom the link was passed on: it shows the ends of numbers only. */
    private String page(String number) throws IOException, InterruptedException {
        return text(new Browser(system.url()).page(order(number).path("link").asString()));
    }

    /** Its spaces all alike. */
    private static String text(HttpResponse<String> page) {
        return page.body().replace('\u00a0', ' ');
    }

    private static String masked(ShipmentKey shipment) {
        var number = shipment.trackingNumber().value();
        return number.substring(0, 3) + "···" + number.substring(number.length() - 2);
    }

    private List<Mailbox.Mail> mails() throws Exception {
        return new Mailbox(system.mail().imapPort(), customer.email()).mails();
    }
}
