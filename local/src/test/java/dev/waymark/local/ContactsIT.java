package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.demo.DemoScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A contact is one contact however it is typed, and never somebody else's. (issue 10, cases/01, 14 and 15) */
class ContactsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    private static final List<Channel> MAIL = List.of(Channel.EMAIL);

    private final LocalSystem system = SharedSystem.get();
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());
    private final Browser browser = new Browser(system.url());

    /** {@code maria@lavka.example} with a letter that folds to its own, looks like it, or is cut to it. */
    @Test
    void whoTypesAnotherLetterIsNotTheOperator() throws Exception {
        assertThat(DemoScript.SUPPORT).isEqualTo("maria@lavka.example");
        for (var contact : List.of("marıa@lavka.example", "m\u0161ria@lavka.example", "m\u0430ria@lavka.example")) {
            // An order makes the contact known, so that a code is sent to it where it can be.
            var placed = shop.place(orderOf(contact, null));
            assertThat(placed.statusCode()).isEqualTo(201);
            assertThat(placed.body()).contains("\"pointer\":\"/customer/email\"");
        }
        var other = new Browser(system.url());

        // The inbox here takes any address as it is, and gives the code to whom the address belongs.
        await().atMost(SOON).until(() -> inbox().contains("marıa@lavka.example"));
        other.submit("/sign-in", "/sign-in", Map.of("contact", "marıa@lavka.example"));
        await().atMost(SOON).until(() -> code("marıa@lavka.example").isPresent());
        other.submit(
                "/sign-in/code",
                "/sign-in/code",
                Map.of("code", code("marıa@lavka.example").orElseThrow()));

        assertThat(other.get("/api/my/orders").statusCode()).isEqualTo(200);
        assertThat(other.get("/api/support/orders/W1").statusCode()).isEqualTo(403);
        assertThat(browser.submit("/sign-in", "/sign-in", Map.of("contact", "m\u0430ria@lavka.example"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(inbox())
                .filteredOn(to -> to.endsWith("@lavka.example"))
                .isSubsetOf(
                        "marıa@lavka.example",
                        "m\u0161ria@lavka.example",
                        DemoScript.SUPPORT,
                        DemoScript.ADMINISTRATOR);
    }

    @Test
    void mailIsSentToTheDomainThatWasTypedAndToNoneThatLooksLikeIt() throws Exception {
        var name = "anna" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);

        var order = orderOf(name + "@Šhop.example", null);
        shop.place(order);

        await().atMost(SOON).until(() -> inbox().contains(name + "@xn--hop-zza.example"));
        assertThat(inbox()).doesNotContain(name + "@ahop.example");
        assertThat(found(order.orderNumber().value(), name + "@šhop.example")).isEqualTo(200);
        assertThat(found(order.orderNumber().value(), name + "@shop.example")).isEqualTo(404);
    }

    @Test
    void mailForANameInCyrillicIsSentToIt() throws Exception {
        var contact = "анна" + ThreadLocalRandom.current().nextInt(1_000_000) + "@mail.example";

        assertThat(shop.place(orderOf(contact, null)).body()).contains("\"code\":\"not-ascii\"");

        await().atMost(SOON).until(() -> inbox().contains(contact));
    }

    @Test
    void guestFindsTheOrderHoweverNumberAndContactAreTyped() throws Exception {
        var customer = Samples.Customer.fresh();
        var phone = "+49 151 " + customer.phone().substring(5);
        var shipment =
                Samples.key("waymark", "C15" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000));
        var order = orderOf(customer.email(), phone + "1");
        shop.place(order);
        shop.attach(order.orderNumber().value(), List.of(shipment));
        var number = order.orderNumber().value();
        var parcel = shipment.trackingNumber().value();
        await().atMost(SOON).until(() -> shop.order(number).body().contains(parcel));

        assertThat(found("#" + number, customer.email())).isEqualTo(200);
        assertThat(found("№" + number, customer.email())).isEqualTo(200);
        assertThat(found(number + "\u200b", customer.email() + "\u200b")).isEqualTo(200);
        assertThat(found(parcel.substring(0, 3) + "\u202f" + parcel.substring(3), "0049 " + phone.substring(4) + "1"))
                .isEqualTo(200);
    }

    /** Nor by as many tries as there are ways to hide a character in its number. */
    @Test
    void hiddenCharactersGetNoTriesOfTheirOwn() throws Exception {
        var number = "T-" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);

        for (var i = 0; i < 5; i++) {
            assertThat(found("#" + number + "\u200b".repeat(i), "guess" + i + "@example.com"))
                    .isEqualTo(404);
        }

        assertThat(found(number, "guess@example.com")).isEqualTo(429);
    }

    @Test
    void contactThatNobodyCanReadIsRefusedInTheReadersLanguage() throws Exception {
        var typed = Map.of("number", "T-1", "contact", "m\u0430ria@lavka.example");

        for (var page : List.of("/find", "/sign-in")) {
            var english = browser.submit(page + "?lang=en", page, typed);
            assertThat(english.statusCode()).isEqualTo(422);
            assertThat(english.body()).contains("a letter of another alphabet");
            assertThat(browser.submit(page + "?lang=ru", page, typed).body().replace('\u00a0', ' '))
                    .contains("буквы из другого алфавита");
        }
        assertThat(found("T-1", "m\u0430ria@lavka.example")).isEqualTo(422);
    }

    private static ShopOrder orderOf(String email, String phone) {
        return Samples.order(new Samples.Customer(email, phone), MAIL);
    }

    private int found(String number, String contact) throws Exception {
        return browser.post("/api/find", Map.of("number", number, "contact", contact))
                .statusCode();
    }

    /** The newest that was mailed to {@code contact}. */
    private Optional<String> code(String contact) throws Exception {
        return mails().filter(mail -> mail.get("to").asString().equals(contact))
                .map(mail -> mail.get("text").asString())
                .filter(text -> !text.contains("/t/"))
                .flatMap(text ->
                        CODE.matcher(text).results().map(MatchResult::group).limit(1))
                .findFirst();
    }

    /** To whom all mail went. */
    private List<String> inbox() throws Exception {
        return mails().map(mail -> mail.get("to").asString()).toList();
    }

    private Stream<JsonNode> mails() throws Exception {
        return browser.json("/local/api/mail").get("mails").valueStream();
    }
}
