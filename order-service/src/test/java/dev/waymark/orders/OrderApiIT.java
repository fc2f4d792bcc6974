package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class OrderApiIT extends RunningOrderService {

    @Test
    void sameIdempotencyKeyGivesTheSameResponseAndOneOrder() {
        var number = number();
        var answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(number, order(number, ""))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).contains(201).isSubsetOf(201, 409);
        assertThat(ask(number, order(number, ""))).isEqualTo(201);
        assertThat(ask(number, order(number() + "x", ""))).isEqualTo(422);
        assertThat(ask(number + "-other", order(number, ""))).isEqualTo(409);
    }

    private int ask(String key, String body) {
        return post("orders:write", "/api/orders")
                .header("Idempotency-Key", "\"" + key + "\"")
                .bodyValue(body)
                .exchange()
                .returnResult(byte[].class)
                .getStatus()
                .value();
    }

    @Test
    void idempotencyKeyIsRequired() {
        problem(post("orders:write", "/api/orders").bodyValue(order(number(), "")), 400, "idempotency-key-missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "cl\u00e9", "a\tb"})
    void idempotencyKeyIsOfAscii(String key) {
        var request = post("orders:write", "/api/orders")
                .header("Idempotency-Key", key)
                .bodyValue(order(number(), ""));

        problem(request, 400, "idempotency-key-missing");
    }

    @Test
    void idempotencyKeyIsOne() {
        var request = post("orders:write", "/api/orders")
                .header("Idempotency-Key", "a", "b")
                .bodyValue(order(number(), ""));

        problem(request, 400, "bad-request");
    }

    @Test
    void tooLargeAnOrderIsToldToBeSmaller() {
        var request = post("orders:write", "/api/orders")
                .header("Idempotency-Key", number())
                .bodyValue(order(number(), " ".repeat(300_000)));

        assertThat(problem(request, 413, "payload-too-large").get("detail").asString())
                .isEqualTo("Send less at once: most requests may have 256 KB.");
    }

    @Test
    void everyViolationIsReportedAtOnceWithItsPointer() {
        var answer = problem(
                post("orders:write", "/api/orders")
                        .header("Idempotency-Key", number())
                        .bodyValue("""
                        {"orderNumber": " ", "placedAt": "yesterday", "prise": 1,
                         "customer": {"language": "русский", "timeZone": "Mars/Base", "channels": ["PIGEON"]},
                         "items": [{"name": "x", "quantity": 0}], "shipments": [{"courier": "CDEK!"}]}"""),
                422,
                "validation");

        var pointers = new ArrayList<String>();
        answer.get("errors").forEach(error -> pointers.add(error.get("pointer").asString()));
        assertThat(pointers).containsExactlyInAnyOrder("/orderNumber", "/placedAt", "/prise", "/customer/email");
    }

    @Test
    void numberWithASlashIsReadAtEveryDoor() {
        var number = number() + "/117";
        var parcel = parcel() + "/1";
        placed(number, order(number, ""));

        post("orders:write", "/api/orders/{number}/shipments", number)
                .header("Idempotency-Key", "slash-" + number)
                .bodyValue("{\"shipments\": [{\"courier\": \"cdek\", \"trackingNumber\": \"%s\"}]}".formatted(parcel))
                .exchange()
                .expectStatus()
                .isAccepted();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/shipments/cdek/{parcel}", parcel)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .exists("ETag"));
        get("orders:read", "/api/orders/{number}", number)
                .exchange()
                .expectStatus()
                .isOk();
        get("support:search", "/internal/support/orders/{number}", number)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A//B", "A/./B", "A/../B", "A/.", "A/..", "A/"})
    void numberThatNoPathCarriesIsRefusedWhenPlaced(String number) {
        var answer = problem(
                post("orders:write", "/api/orders")
                        .header("Idempotency-Key", number())
                        .bodyValue(order(
                                number,
                                "\"shipments\": [{\"courier\": \"cdek\", \"trackingNumber\": \"%s\"}],"
                                        .formatted(number))),
                422,
                "validation");

        assertThat(answer.get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString() + " "
                                + error.get("code").asString()))
                .containsExactly("/orderNumber not-addressable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "image/png", "application/x-www-form-urlencoded", "application/json;charset=utf-16"
            })
    void orderIsJson(String type) {
        var request = http.post()
                .uri("/api/orders")
                .headers(headers -> headers.setBearerAuth(token("orders:write")))
                .header("Content-Type", type)
                .header("Idempotency-Key", number())
                .bodyValue(order(number(), ""));

        problem(request, 415, "unsupported-media-type");
    }

    /** A JSON reader takes the bytes C1 and A1 for an a: somebody else's address. */
    @Test
    void orderThatIsNotUtf8IsRefused() {
        var overlong =
                order(number(), "").replace("@Example", "\u00c1\u00a1@Example").getBytes(ISO_8859_1);

        problem(
                post("orders:write", "/api/orders")
                        .header("Idempotency-Key", number())
                        .bodyValue(overlong),
                400,
                "body-unreadable");
    }

    @Test
    void memberThatIsThereTwiceIsRefused() {
        var answer = problem(
                post("orders:write", "/api/orders")
                        .header("Idempotency-Key", number())
                        .bodyValue("{\"orderNumber\": \"1\", \"orderNumber\": \"2\"}"),
                422,
                "validation");

        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("/orderNumber");
        assertThat(answer.at("/errors/0/code").asString()).isEqualTo("duplicate-property");
    }

    @Test
    void routeNeedsATokenWithItsPurpose() {
        http.get().uri("/api/orders/1").exchange().expectStatus().isUnauthorized();
        get("orders:write", "/api/orders/1").exchange().expectStatus().isForbidden();
        get("orders:read", "/nowhere").exchange().expectStatus().isForbidden();
    }

    @Test
    void shipmentsAttachedLaterAreShown() {
        var number = number();
        var parcel = parcel();
        placed(number, order(number, ""));

        post("orders:write", "/api/orders/{number}/shipments", number)
                .header("Idempotency-Key", "later-" + number)
                .bodyValue("{\"shipments\": [{\"courier\": \"cdek\", \"trackingNumber\": \"%s\"}]}".formatted(parcel))
                .exchange()
                .expectStatus()
                .isAccepted();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/shipments/cdek/{parcel}", parcel)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.orderNumber")
                        .isEqualTo(number)
                        .jsonPath("$.customerStatus")
                        .isEqualTo("ANNOUNCED"));
        problem(
                post("orders:write", "/api/orders/{number}/shipments", number())
                        .header("Idempotency-Key", number())
                        .bodyValue("{\"shipments\": [{\"courier\": \"cdek\", \"trackingNumber\": \"1\"}]}"),
                404,
                "order-unknown");
    }

    @Test
    void currentVersionIsNotSentAgain() {
        var number = number();
        placed(number, order(number, ""));
        var tag = get("orders:read", "/api/orders/{number}", number)
                .exchange()
                .returnResult(byte[].class)
                .getResponseHeaders()
                .getETag();

        get("orders:read", "/api/orders/{number}", number)
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("ETag", tag)
                .expectBody()
                .isEmpty();
        // Two answers of one version differ in their moment.
        assertThat(tag).startsWith("W/");
    }

    @Test
    void conditionsAreEvaluatedOnReadsToo() {
        var number = number();
        placed(number, order(number, ""));

        get("orders:read", "/api/orders/{number}", number)
                .header("If-None-Match", "*")
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .exists("ETag");
        get("orders:read", "/api/orders/{number}", number)
                .header("If-Match", "*")
                .exchange()
                .expectStatus()
                .isOk();
        problem(
                get("orders:read", "/api/orders/{number}", number).header("If-Match", "\"another\""),
                412,
                "precondition-failed");
        problem(get("orders:read", "/api/orders/{number}", "none").header("If-None-Match", "*"), 404, "order-unknown");
    }

    @Test
    void orderOnTheTopicIsPlaced() {
        var number = number();

        send(Topics.SHOP_ORDERS, number, order(number, "").getBytes(UTF_8));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/orders/{number}", number)
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    @Test
    void ownerSeesOnlyTheirOrdersPageByPage() {
        var mail = "anna." + number() + "@example.com";
        var numbers = IntStream.range(0, 5).mapToObj(i -> number()).toList();
        numbers.forEach(number -> placed(number, order(number, "").replaceAll("Anna\\.[^\"]*", mail)));
        var ref = resolve(mail).get("personRef").asString();

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = body(get(
                    "orders:read.own",
                    cursor == null
                            ? "/internal/people/{ref}/orders?limit=2"
                            : "/internal/people/{ref}/orders?limit=2&cursor=" + cursor,
                    ref));
            page.get("orders")
                    .forEach(order -> seen.add(order.get("orderNumber").asString()));
            cursor = page.has("next") ? page.get("next").asString() : null;
            if (cursor != null) {
                problem(
                        get("orders:read.own", "/internal/people/{ref}/orders?cursor=" + cursor, "0".repeat(32)),
                        400,
                        "cursor-invalid");
            }
        } while (cursor != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers).doesNotHaveDuplicates();
        var mine = body(get("orders:read.own", "/internal/people/{ref}/orders/{number}", ref, numbers.get(0)));
        assertThat(mine.at("/customer/addresses/EMAIL").asString()).isEqualTo(mail.toLowerCase(Locale.ROOT));
        problem(
                get("orders:read.own", "/internal/people/{ref}/orders/{number}", "0".repeat(32), numbers.get(0)),
                404,
                "order-unknown");
    }

    /** A number is given away and used again. (issue 10, S8) */
    @Test
    void oneContactShowsItselfAndTheRestMaskedAndNoOldOrderAtAll() {
        var number = number();
        var mail = "anna." + number.toLowerCase(Locale.ROOT) + "@example.com";
        var phone = "+7916" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        placed(
                number,
                order(number, "")
                        .replaceAll("Anna\\.[^\"]*", mail)
                        .replace("8 (916) 123-45-42", phone)
                        .replace("PICKUP_POINT", "COURIER"));
        var byMail = resolve(mail).get("personRef").asString();
        var byPhone = resolve(phone).get("personRef").asString();
        var path = "/internal/people/{ref}/orders/{number}";

        var mine = body(get("orders:read.own", path, byPhone, number)).get("customer");
        assertThat(mine.at("/addresses/SMS").asString()).isEqualTo(phone);
        assertThat(mine.at("/addresses/EMAIL").asString()).isEqualTo("a···@…");
        assertThat(mine.get("name").asString()).isEqualTo("Анна П.");
        assertThat(mine.get("city").asString()).isEqualTo("Пермь");
        assertThat(mine.has("address")).isFalse();

        var both = body(get("orders:read.own", path + "?otherRef=" + byMail, byPhone, number))
                .get("customer");
        assertThat(both.at("/addresses/EMAIL").asString()).isEqualTo(mail);
        assertThat(both.get("name").asString()).isEqualTo("Анна Петрова");
        assertThat(both.get("address").asString()).isEqualTo("ул. Ленина, 5");

        clock.goAhead(Duration.ofDays(200));
        problem(get("orders:read.own", path, byMail, number), 403, "second-contact-required");
        var list = body(get("orders:read.own", "/internal/people/{ref}/orders", byMail));
        assertThat(list.get("orders")).isEmpty();
        assertThat(list.get("withheld").asBoolean()).isTrue();
        assertThat(body(get("orders:read.own", path + "?otherRef=" + byPhone, byMail, number))
                        .at("/customer/name")
                        .asString())
                .isEqualTo("Анна Петрова");
    }

    @ParameterizedTest
    @CsvSource({
        "8 916 765-43-21,PHONE",
        "+7 (916) 765 43 21,PHONE",
        "9167654321,PHONE",
        "ЗОЛОТАР,NAME",
        "Вер Золотарёва,NAME"
    })
    void supportFindsAnOrderByEachOfItsData(String query, String matched) {
        var number = "SEARCH-1";
        if (ask(number, searched(number)) == 201) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> get("orders:read", "/api/orders/{number}", number)
                            .exchange()
                            .expectStatus()
                            .isOk());
        }

        var found = body(
                post("support:search", "/internal/support/search").bodyValue("{\"query\": \"%s\"}".formatted(query)));

        assertThat(found.at("/hits/0/orderNumber").asString()).isEqualTo(number);
        assertThat(found.at("/hits/0/matched").asString()).isEqualTo(matched);
        assertThat(found.at("/searchedAs").valueStream().map(as -> as.at("/by").asString()))
                .contains(matched);
        assertThat(found.at("/hits/0/name").asString()).isEqualTo("Вера З.");
    }

    private static String searched(String number) {
        return order(number, "").replace("Анна Петрова", "Вера Золотарева").replace("123-45-42", "765-43-21");
    }

    @Test
    void supportSeesTheCustomerMaskedAndTheShipmentInFull() {
        var number = number();
        var parcel = parcel();
        tell(Samples.accepted(parcel));
        placed(number, withParcel(number, parcel));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var order = body(get("support:search", "/internal/support/orders/{number}", number));
            assertThat(order.at("/customer/name").asString()).isEqualTo("Анна П.");
            assertThat(order.at("/customer/addresses/SMS").asString()).isEqualTo("+7 ··· ··42");
            assertThat(order.at("/customer/addresses/EMAIL").asString()).isEqualTo("a···@…");
            assertThat(order.at("/shipments/0/timeline/0/mappingVersion").asString())
                    .isEqualTo("cdek/1");
        });
        assertThat(body(get(
                                "support:search",
                                "/internal/support/orders/{number}",
                                OrderId.of(new OrderNumber(number)).value()))
                        .path("orderNumber")
                        .asString())
                .as("by our id of it, as the audit has it")
                .isEqualTo(number);
        assertThat(body(post("support:search", "/internal/support/search")
                                .bodyValue("{\"query\": \"%s\"}".formatted(parcel)))
                        .at("/hits/0/matched")
                        .asString())
                .isEqualTo("TRACKING_NUMBER");
    }

    @Test
    void similarNumbersAreOfferedWhenNothingIsFound() {
        var number = number();
        var parcel = parcel();
        placed(number, withParcel(number, parcel));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(search(parcel).get("hits")).hasSize(1));

        for (var mistyped : List.of(typo(number), number.substring(0, number.length() - 1), number.substring(0, 10))) {
            var found = search(mistyped);
            assertThat(found.get("hits")).as(mistyped).isEmpty();
            assertThat(found.at("/near/0/number").asString()).isEqualTo(number);
            assertThat(found.at("/near/0/order/matched").asString()).isEqualTo("ORDER_NUMBER");
            assertThat(found.at("/near/0/order/name").asString()).isEqualTo("Анна П.");
        }
        for (var mistyped : List.of(typo(parcel).toLowerCase(Locale.ROOT), parcel.substring(0, 9))) {
            var found = search(mistyped);
            assertThat(found.get("hits")).as(mistyped).isEmpty();
            assertThat(found.at("/near/0/number").asString()).isEqualTo(parcel);
            assertThat(found.at("/near/0/order/orderNumber").asString()).isEqualTo(number);
            assertThat(found.at("/near/0/order/matched").asString()).isEqualTo("TRACKING_NUMBER");
        }
    }

    @Test
    void nothingSimilarIsOfferedForAHitOrWithoutADigit() {
        var number = number();
        placed(number, order(number, ""));
        placed(number + "1", order(number + "1", ""));

        assertThat(search(number).get("near")).isEmpty();
        assertThat(search("Nobody").get("near")).isEmpty();
        assertThat(search(number.substring(0, 3)).get("near")).isEmpty();
    }

    @Test
    void searchWithoutHitsNamesItsInterpretations() {
        var searchedAs = search("8 (912) 765-43-21").get("searchedAs");

        assertThat(searchedAs.findValuesAsString("by")).contains("PHONE").doesNotContain("NAME", "EMAIL");
        assertThat(searchedAs.findValuesAsString("words")).contains("+79127654321");
    }

    private JsonNode search(String words) {
        return body(post("support:search", "/internal/support/search")
                .bodyValue(json.writeValueAsString(Map.of("query", words))));
    }

    /** With another last character. */
    private static String typo(String number) {
        var last = number.length() - 1;
        return number.substring(0, last)
                + (Character.isLetter(number.charAt(last)) ? "Z" : number.charAt(last) == '7' ? "8" : "7");
    }

    @Test
    void linkOpensTheGuestsViewWithoutPersonalData() {
        var number = number();
        var parcel = parcel();
        placed(number, withParcel(number, parcel));
        var contact = body(post(
                "contacts:read",
                "/internal/orders/{id}/contact",
                OrderId.of(new OrderNumber(number)).value()));
        assertThat(contact.at("/contacts/SMS/address").asString()).isEqualTo("+79161234542");
        assertThat(contact.at("/contacts/EMAIL/consent").asBoolean()).isTrue();
        assertThat(contact.at("/contacts/SMS/consent").asBoolean()).isFalse();
        assertThat(contact.at("/contacts/TELEGRAM").has("address")).isFalse();

        for (var channel : Channel.values()) {
            var token = contact.at("/contacts/" + channel + "/linkToken").asString();
            assertThat(token).hasSize(channel.linkTokenLength());
            var guest = post("orders:guest", "/internal/links/resolve")
                    .bodyValue("{\"token\": \"%s\"}".formatted(token))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(guest).contains("\"until\":").doesNotContain(number, parcel, "Анна", "9161234542", "Чайник");
            var matched = post("orders:guest", "/internal/links/resolve")
                    .bodyValue("{\"token\": \"%s\", \"matched\": true}".formatted(token))
                    .exchange()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(matched).contains(number, parcel, "Чайник").doesNotContain("Петрова", "9161234542");
        }
        problem(
                post("orders:guest", "/internal/links/resolve").bodyValue("{\"token\": \"nope\"}"),
                404,
                "link-unknown");
    }

    @Test
    void lookupNeedsTheContactOfThatOrder() {
        var number = number();
        var parcel = parcel();
        placed(number, withParcel(number, parcel));
        for (var named : List.of(number.toLowerCase(Locale.ROOT), parcel)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> lookUp(named, "8 916 123 45 42")
                            .exchange()
                            .expectStatus()
                            .isOk());
        }

        problem(lookUp(number, "somebody@example.com"), 404, "order-unknown");
        problem(lookUp("no-such-order", "8 916 123 45 42"), 404, "order-unknown");
        for (var any : List.of(number, "no-such-order")) {
            problem(lookUp(any, "not a contact"), 422, "contact-unreadable");
        }
    }

    @Test
    void unreadableContactIsAProblem() {
        problem(
                post("people:resolve", "/internal/people/resolve").bodyValue("{\"contact\": \"?\"}"),
                422,
                "contact-unreadable");
        assertThat(resolve("8 (912) 000-11-22").get("normalized").asString()).isEqualTo("+79120001122");
        assertThat(resolve("nobody." + number() + "@example.com").get("known").asBoolean())
                .isFalse();
    }

    private WebTestClient.RequestHeadersSpec<?> lookUp(String number, String contact) {
        return post("orders:guest", "/internal/lookups")
                .bodyValue("{\"number\": \"%s\", \"contact\": \"%s\"}".formatted(number, contact));
    }
}
