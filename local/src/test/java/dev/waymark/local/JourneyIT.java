package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.EasyPostWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.couriers.Webhook;
import dev.waymark.local.demo.DemoScript;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a courier's webhook to the customer, through public doors only. */
class JourneyIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int REAL_SCANS = 7;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+(/t/([A-Za-z0-9]+))");
    private static final List<Channel> MAIL = List.of(Channel.EMAIL);
    private static final List<Channel> SMS = List.of(Channel.SMS);
    private static final List<Channel> MAIL_AND_SMS = List.of(Channel.EMAIL, Channel.SMS);

    private final LocalSystem system = SharedSystem.get();
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());
    private final GatewayClient couriers = new GatewayClient(system.url());
    private final Browser browser = new Browser(system.url());

    @Test
    void realHistoryOfEasyPostReachesTheCustomerByMailAndTheirPageMovesByItself() throws Exception {
        var customer = Samples.Customer.fresh();
        var number = Samples.fedExNumber();
        var shipment = new EasyPostWebhooks(system.secrets().easyPostSecret(), number);
        var order = Samples.order(customer, MAIL, Samples.key("easypost", number));
        assertThat(shop.place(order).statusCode()).isEqualTo(201);

        for (var scan = 0; scan < REAL_SCANS; scan++) {
            accepted(shipment.nextRealScan(Instant.now()).webhook(Instant.now()));
        }
        accepted(shipment.scan("out_for_delivery", "out_for_delivery", "On FedEx vehicle", Instant.now())
                .webhook(Instant.now()));

        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        await().atMost(SOON).until(() -> mailbox.mails().size() >= 2);
        var link = link(mailbox.mails().get(0).text());
        var page = browser.page(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("Петрова").doesNotContain(customer.email());
        await().atMost(SOON).until(() -> status(link).equals("OUT_FOR_DELIVERY"));

        var lines = new ConcurrentLinkedQueue<String>();
        var reader = new Thread(() -> read(link + "/events", lines));
        reader.setDaemon(true);
        reader.start();
        await().atMost(SOON).until(() -> lines.stream().anyMatch(line -> line.startsWith("id:")));
        var before = events(lines);
        accepted(shipment.scan("delivered", "arrived_at_destination", "Delivered", Instant.now())
                .webhook(Instant.now()));
        await().atMost(SOON).until(() -> events(lines) > before);
        await().atMost(SOON).until(() -> status(link).equals("DELIVERED"));
        reader.interrupt();
    }

    @Test
    void realWebhooksOfCdekBecomeTextMessagesWhoseLinkOpensThePage() throws Exception {
        var customer = Samples.Customer.fresh();
        var shipment = new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber());
        var order = Samples.order(customer, SMS, Samples.key("cdek", shipment.number()));
        assertThat(shop.place(order).statusCode()).isEqualTo(201);

        accepted(shipment.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Новосибирск", Instant.now()));
        accepted(shipment.status("TAKEN_BY_COURIER", "Москва", Instant.now()));

        await().atMost(SOON).until(() -> texts(customer.phone()).size() >= 2);
        var link = link(texts(customer.phone()).get(0));
        assertThat(browser.page(link).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> status(link).equals("OUT_FOR_DELIVERY"));
    }

    @Test
    void retractedStatusIsNoLongerShown() throws Exception {
        var customer = Samples.Customer.fresh();
        var shipment = new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber());
        var order = Samples.order(customer, MAIL, Samples.key("cdek", shipment.number()));
        shop.place(order);
        accepted(shipment.status("TAKEN_BY_COURIER", "Москва", Instant.now()));
        var mistake = Instant.now();
        accepted(shipment.status("DELIVERED", "Москва", mistake));
        await().atMost(SOON).until(() -> orderStatus(order).equals("DELIVERED"));

        accepted(shipment.retraction("DELIVERED", "Москва", mistake, Instant.now()));

        await().atMost(SOON).until(() -> orderStatus(order).equals("OUT_FOR_DELIVERY"));
    }

    @Test
    void scansThatComeBeforeTheirOrderAreThereWhenItIsPlaced() throws Exception {
        var shipment = new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber());
        var longAgo = Instant.now().minus(Duration.ofDays(2));
        accepted(shipment.status("SENT_TO_RECIPIENT_CITY", "Казань", longAgo.plusSeconds(600)));
        accepted(shipment.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Казань", longAgo));

        var order = Samples.order(Samples.Customer.fresh(), MAIL);
        shop.place(order);
        var attached = shop.attach(order.orderNumber().value(), List.of(Samples.key("cdek", shipment.number())));

        assertThat(attached.statusCode() / 100).isEqualTo(2);
        await().atMost(SOON).until(() -> {
            var shipments = order(order).get("shipments");
            return shipments.size() == 1 && shipments.get(0).get("timeline").size() == 2;
        });
    }

    @Test
    void shipmentAttachedByItsNumberAloneIsTheOneThatItsAggregatorReports() throws Exception {
        var number = Samples.upsNumber();
        var shipment = new EasyPostWebhooks(system.secrets().easyPostSecret(), number);
        var order = Samples.order(Samples.Customer.fresh(), MAIL);
        shop.place(order);

        var attached = attachedByNumberAlone(order, number);
        accepted(shipment.scan("out_for_delivery", "out_for_delivery", "On the vehicle", Instant.now())
                .webhook(Instant.now()));

        assertThat(attached.statusCode()).as(attached.body()).isEqualTo(202);
        assertThat(attached.body()).contains("\"courier\":\"easypost\"");
        await().atMost(SOON).until(() -> orderStatus(order).equals("OUT_FOR_DELIVERY"));
    }

    private HttpResponse<String> attachedByNumberAlone(ShopOrder order, String number) throws Exception {
        var request = HttpRequest.newBuilder(system.url().resolve("/api/orders/" + order.orderNumber() + "/shipments"))
                .header("authorization", "Bearer " + system.secrets().shopApiKey())
                .header("content-type", "application/json")
                .header("idempotency-key", number)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"shipments\": [{\"trackingNumber\": \"%s\"}]}".formatted(number)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void customerSignsInWithTheCodeFromTheMailAndSeesTheirOrdersOnly() throws Exception {
        var customer = Samples.Customer.fresh();
        var own = Samples.order(customer, MAIL);
        var foreign = Samples.order(Samples.Customer.fresh(), MAIL);
        shop.place(own);
        shop.place(foreign);
        await().atMost(SOON)
                .until(() -> shop.order(foreign.orderNumber().value()).statusCode() == 200);

        signIn(customer.email());

        await().atMost(SOON)
                .until(() -> browser.page("/orders")
                        .body()
                        .contains(own.orderNumber().value()));
        assertThat(browser.page("/orders").body())
                .doesNotContain(foreign.orderNumber().value());
        assertThat(browser.page("/orders/" + own.orderNumber()).statusCode()).isEqualTo(200);
        assertThat(browser.json("/api/my/orders").get("orders")).hasSize(1);
        assertThat(browser.get("/api/my/orders/" + foreign.orderNumber()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void someoneElsesPageCursorIsRefused() throws Exception {
        var customer = Samples.Customer.fresh();
        for (var i = 0; i < 3; i++) {
            shop.place(Samples.order(customer, MAIL));
        }
        signIn(customer.email());
        await().atMost(SOON)
                .until(() ->
                        browser.json("/api/my/orders?limit=3").get("orders").size() == 3);
        var cursor = browser.json("/api/my/orders?limit=1").get("next").asString();
        assertThat(browser.get("/api/my/orders?limit=1&cursor=" + cursor).statusCode())
                .isEqualTo(200);

        var other = Samples.Customer.fresh();
        shop.place(Samples.order(other, MAIL));
        var elsewhere = new Browser(system.url());
        elsewhere.signIn(system, other.email());

        assertThat(elsewhere.get("/api/my/orders?limit=1&cursor=" + cursor).statusCode())
                .isEqualTo(400);
    }

    @Test
    void supportFindsTheOrderByThePhoneAsTheCallerSaysIt() throws Exception {
        var customer = Samples.Customer.fresh();
        var order = Samples.order(customer, MAIL);
        shop.place(order);
        signIn(DemoScript.SUPPORT);
        var spoken = "8 (916) " + customer.phone().substring(5, 8) + " "
                + customer.phone().substring(8);

        await().atMost(SOON)
                .until(() -> browser.submit("/support", "/support", Map.of("query", spoken))
                        .body()
                        .contains(order.orderNumber().value()));
        assertThat(browser.page("/support/orders/" + order.orderNumber()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void supportSeesTheWebhookThatNoMappingReads() throws Exception {
        accepted(new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber()).unreadable(Instant.now()));
        signIn(DemoScript.SUPPORT);

        await().atMost(SOON).untilAsserted(() -> {
            var quarantine = browser.page("/support/quarantine");
            assertThat(quarantine.statusCode()).isEqualTo(200);
            assertThat(quarantine.body()).contains("/attributes/code");
        });
    }

    @Test
    void orderIsFoundByItsNumberAndAContactAndByNothingLess() throws Exception {
        var customer = Samples.Customer.fresh();
        var order = Samples.order(customer, MAIL);
        shop.place(order);
        await().atMost(SOON).until(() -> shop.order(order.orderNumber().value()).statusCode() == 200);

        var wrong = browser.submit(
                "/find", "/find", Map.of("number", order.orderNumber().value(), "contact", "other@example.com"));
        var right = browser.submit(
                "/find", "/find", Map.of("number", order.orderNumber().value(), "contact", customer.email()));

        assertThat(wrong.uri().getPath()).isEqualTo("/find");
        assertThat(right.uri().getPath()).startsWith("/t/");
        assertThat(right.statusCode()).isEqualTo(200);
    }

    @Test
    void startPageAndInboxesShowWhatHappensInBothLanguages() throws Exception {
        var customer = Samples.Customer.fresh();
        shop.place(Samples.order(customer, MAIL_AND_SMS));
        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        await().atMost(SOON).until(() -> !mailbox.mails().isEmpty());

        assertThat(browser.page("/?lang=ru").body()).contains("На\u00a0этой машине всё работает");
        assertThat(browser.page("/?lang=en").body())
                .contains("Everything is running on this machine")
                .contains("log in target/" + system.data().getFileName() + "/kafka")
                .contains("order-service");
        assertThat(browser.page("/local/mail").body()).contains(customer.email());
        var mails = browser.json("/local/api/mail").get("mails");
        var id = mails.valueStream()
                .filter(mail -> mail.get("to").asString().equals(customer.email()))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asInt();
        assertThat(browser.page("/local/mail/" + id).body()).contains("href=\"/t/");
        assertThat(browser.page("/local/mail/" + id + "/html").headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox"));
        await().atMost(SOON).until(() -> !texts(customer.phone()).isEmpty());
        assertThat(browser.page("/local/sms?lang=ru").body()).contains(customer.phone(), "частей: ");
        assertThat(browser.page("/local/sms?lang=en").body()).contains("fit into each");
        assertThat(browser.page("/local/assets/local.css").statusCode()).isEqualTo(200);
    }

    private void signIn(String contact) throws Exception {
        browser.signIn(system, contact);
    }

    private void accepted(Webhook webhook) throws IOException, InterruptedException {
        assertThat(couriers.send(webhook).statusCode() / 100).isEqualTo(2);
    }

    private List<String> texts(String phone) {
        return system.sms().messages().stream()
                .filter(sms -> sms.to().equals(phone) && sms.isComplete())
                .map(sms -> sms.text())
                .toList();
    }

    private String status(String link) throws IOException, InterruptedException {
        return browser.json("/api" + link).at("/summary/status").asString();
    }

    private String orderStatus(ShopOrder order) throws IOException, InterruptedException {
        return order(order).at("/summary/status").asString();
    }

    private JsonNode order(ShopOrder order) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(shop.order(order.orderNumber().value()).body());
    }

    private static String link(String text) {
        var link = LINK.matcher(text);
        assertThat(link.find()).as("a link in: %s", text).isTrue();
        return link.group(1);
    }

    private void read(String path, ConcurrentLinkedQueue<String> lines) {
        try {
            browser.stream(path).body().forEach(lines::add);
        } catch (IOException | InterruptedException | java.io.UncheckedIOException e) {
            lines.add("closed");
        }
    }

    private static long events(ConcurrentLinkedQueue<String> lines) {
        return lines.stream().filter(line -> line.startsWith("id:")).count();
    }
}
