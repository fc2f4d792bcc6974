package dev.waymark.notifications;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.embedded.junit.WithStore;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;

@WithStore
class InternalRoutesIT {

    private static final String OLD_LINK = "oldLinkOldLinkOldLink1";
    private static final String OLD_SMS_LINK = "oldLinkOldLink16";

    private final RunningService service = RunningService.get();

    @Test
    void codeIsSentBeforeTheAnswer() throws Exception {
        var answer = codes(service.gateway("codes:send"), "EMAIL", "otp@example.org");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(service.mailsTo("otp@example.org")).hasSize(1);
        var mail = service.mailsTo("otp@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("Код для входа").doesNotContain("482913");
        assertThat(service.everything())
                .allSatisfy(document -> assertThat(document.toJson()).doesNotContain("482913", "otp@example.org"));
    }

    @Test
    void codeIsSentBySms() {
        var answer = codes(service.gateway("codes:send"), "SMS", "+79165550101");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(service.smsc.receivedBy("+79165550101"))
                .extracting(SmscSimulator.Sms::text)
                .containsExactly("Код для входа: 482913. Никому не говорите.");
    }

    @Test
    void newLinkIsSentByTheChannelOfTheOldOne() throws Exception {
        newLink(OLD_LINK, "30101", "EMAIL");
        newLink(OLD_SMS_LINK, "30101", "SMS");

        assertThat(links(service.gateway("links:send"), OLD_LINK).status()).isEqualTo(202);
        var mail = service.mailsTo(NotificationSamples.mailbox("30101"));
        assertThat(mail).hasSize(1);
        assertThat(mail.get(0).getSubject()).isEqualTo("Новая ссылка на заказ 30101");
        assertThat(plain(mail.get(0)))
                .contains(
                        "https://track.shop.example/t/" + NotificationSamples.LINK,
                        "Действует до\u00a010\u00a0августа");
        assertThat(service.smsc.receivedBy(NotificationSamples.phone("30101"))).isEmpty();

        assertThat(links(service.gateway("links:send"), OLD_SMS_LINK).status()).isEqualTo(202);
        assertThat(service.smsc.receivedBy(NotificationSamples.phone("30101")))
                .extracting(SmscSimulator.Sms::text)
                .containsExactly("Ссылка на заказ 30101, до 10.08: t.example/" + NotificationSamples.SMS_LINK);
        assertThat(service.mailsTo(NotificationSamples.mailbox("30101"))).hasSize(1);
    }

    @Test
    void supportSeesThatANewLinkWasSentButNotTheLink() {
        newLink(OLD_LINK, "30102", "EMAIL");
        links(service.gateway("links:send"), OLD_LINK);

        var messages = get(
                        service.gateway("messages:read"),
                        "/internal/orders/" + NotificationSamples.order("30102") + "/messages")
                .body()
                .get("messages");

        assertThat(messages.findValuesAsString("kind")).containsExactly("new_link");
        assertThat(messages.findValuesAsString("outcome")).containsExactly("SENT");
        assertThat(service.everything())
                .allSatisfy(document -> assertThat(document.toJson())
                        .doesNotContain(OLD_LINK, NotificationSamples.LINK, NotificationSamples.mailbox("30102")));
    }

    @Test
    void unknownLinkIsAnsweredAsAnyOther() {
        var known = "Q".repeat(22);
        newLink(known, "30103", "EMAIL");
        for (var status : List.of(404, 410)) {
            var unknown = String.valueOf(status).repeat(6);
            service.orders.stubFor(post(urlEqualTo("/internal/links/renew"))
                    .withRequestBody(containing(unknown))
                    .willReturn(aResponse().withStatus(status)));

            assertThat(links(service.gateway("links:send"), unknown))
                    .isEqualTo(links(service.gateway("links:send"), known));
        }
    }

    @Test
    void unavailableOrderServiceIsAnsweredWith503() {
        var token = "Z".repeat(22);
        service.orders.stubFor(post(urlEqualTo("/internal/links/renew"))
                .withRequestBody(containing(token))
                .willReturn(aResponse().withStatus(500)));

        assertThat(links(service.gateway("links:send"), token).status()).isEqualTo(503);
    }

    @Test
    void linksNeedTheirPurposeAndTheirForm() {
        assertThat(links(service.http(), OLD_LINK).status()).isEqualTo(401);
        assertThat(links(service.gateway("codes:send"), OLD_LINK).status()).isEqualTo(403);
        assertThat(links(service.gateway("links:send"), "../../x").status()).isEqualTo(422);
    }

    @Test
    void unavailableProviderIsAnsweredWith503() {
        service.smsc.refuseWith(0x08);
        try {
            var answer = codes(service.gateway("codes:send"), "SMS", "+79165550102");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().get("type").asString()).isEqualTo("/problems/provider-unavailable");
        } finally {
            service.smsc.refuseWith(0);
        }
    }

    @Test
    void invalidAddressIsAnErrorOfItsField() {
        var answer = codes(service.gateway("codes:send"), "SMS", "otp@example.org");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("code").asString()).isEqualTo("validation");
        assertThat(answer.body().toString()).doesNotContain("otp@example.org");
    }

    @Test
    void missingTokensAndOtherPurposesAreRejected() {
        assertThat(codes(service.http(), "EMAIL", "x@example.org").status()).isEqualTo(401);
        assertThat(codes(service.gateway("messages:read"), "EMAIL", "x@example.org")
                        .status())
                .isEqualTo(403);
        assertThat(get(
                                service.gateway("codes:send"),
                                "/internal/orders/" + NotificationSamples.order("1") + "/messages")
                        .status())
                .isEqualTo(403);
        assertThat(get(service.gateway("codes:send"), "/anything").status()).isEqualTo(403);
        assertThat(service.mailsTo("x@example.org")).isEmpty();
    }

    @Test
    void supportSeesWhatWasSent() {
        var update = NotificationSamples.placed("30012", service.clock.instant());
        service.contact(NotificationSamples.contact(
                "30012", "ru", NotificationSamples.orderWith(List.of()), Set.of(Channel.values())));
        service.publish(update);
        var path = "/internal/orders/" + update.orderId() + "/messages";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(service.gateway("messages:read"), path)
                                .body()
                                .get("messages")
                                .findValuesAsString("outcome"))
                        .containsExactly("SENT", "SENT", "SENT"));

        var messages = get(service.gateway("messages:read"), path).body().get("messages");

        assertThat(messages.findValuesAsString("kind")).containsOnly("placed");
        assertThat(messages.findValuesAsString("channel")).containsExactlyInAnyOrder("EMAIL", "SMS", "TELEGRAM");
        assertThat(messages.findValuesAsString("recipient")).contains("a···@e···");
        assertThat(messages.findValuesAsString("segments"))
                .as("of the text message")
                .containsExactly("1");
        assertThat(messages.get(0).has("reason")).isFalse();
    }

    @Test
    void undeliverableAddressIsShownLiftedAndWhatFailedSentAgain() {
        var update = NotificationSamples.placed("30022", service.clock.instant());
        var order = update.orderId();
        service.contact(NotificationSamples.contact(
                "30022", "ru", NotificationSamples.orderWith(List.of()), Set.of(Channel.TELEGRAM)));
        service.telegram.stubFor(post(RunningService.TELEGRAM_PATH)
                .withRequestBody(containing(NotificationSamples.chat("30022")))
                .willReturn(aResponse().withStatus(403)));
        service.publish(update);
        var path = "/internal/orders/" + order + "/messages";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(service.gateway("messages:read"), path)
                                .body()
                                .at("/undeliverable/0/reason")
                                .asString())
                        .isEqualTo("telegram-403"));
        assertThat(get(service.gateway("messages:read"), path).body().toString())
                .doesNotContain(NotificationSamples.chat("30022"));
        service.telegram.stubFor(post(RunningService.TELEGRAM_PATH)
                .withRequestBody(containing(NotificationSamples.chat("30022")))
                .willReturn(okJson("{\"ok\":true}")));

        assertThat(lift(order, "TELEGRAM").body().get("lifted").asBoolean()).isTrue();
        assertThat(lift(order, "TELEGRAM").body().get("lifted").asBoolean()).isFalse();
        assertThat(get(service.gateway("messages:read"), "/internal/messages/failed?since=" + update.recordedAt())
                        .body()
                        .get("reasons")
                        .findValuesAsString("reason"))
                .contains("telegram-403");
        var redriven = redrive(Map.of("order", order.value(), "reason", "telegram-403"));

        assertThat(redriven.status()).isEqualTo(202);
        assertThat(redriven.body().get("redriven").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(service.gateway("messages:read"), path)
                                .body()
                                .get("messages")
                                .findValuesAsString("outcome"))
                        .contains("SENT"));
        assertThat(redrive(Map.of("order", order.value()))
                        .body()
                        .get("redriven")
                        .asInt())
                .isZero();
    }

    /** Nothing was ever sent about that one: its messages were suppressed from the beginning. */
    @Test
    void undeliverableAddressIsShownAndLiftedByEachOrderThatHasIt() {
        var first = NotificationSamples.placed("30023", service.clock.instant());
        var second = NotificationSamples.placed("30024", service.clock.instant());
        var contact = NotificationSamples.contact(
                "30023", "ru", NotificationSamples.orderWith(List.of()), Set.of(Channel.TELEGRAM));
        service.contact(contact);
        service.contact(new ContactAnswer(
                second.orderId(),
                second.orderNumber(),
                contact.name(),
                contact.language(),
                contact.timeZone(),
                contact.contacts(),
                contact.order()));
        service.telegram.stubFor(post(RunningService.TELEGRAM_PATH)
                .withRequestBody(containing(NotificationSamples.chat("30023")))
                .willReturn(aResponse().withStatus(403)));
        service.publish(first);
        awaitUndeliverable(first.orderId());

        service.publish(second);

        awaitUndeliverable(second.orderId());
        assertThat(lift(second.orderId(), "TELEGRAM").body().get("lifted").asBoolean())
                .isTrue();
        assertThat(messagesOf(first.orderId()).at("/undeliverable")).isEmpty();
    }

    private void awaitUndeliverable(OrderId order) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                messagesOf(order).at("/undeliverable/0/channel").asString())
                        .isEqualTo("TELEGRAM"));
    }

    private JsonNode messagesOf(OrderId order) {
        return get(service.gateway("messages:read"), "/internal/orders/" + order + "/messages")
                .body();
    }

    @Test
    void redriveOfEverythingIsRefused() {
        assertThat(redrive(Map.of("since", "2027-05-12T09:00:00Z")).status()).isEqualTo(422);
        assertThat(reply(service.gateway("messages:read")
                                .post()
                                .uri("/internal/messages/redrive")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Map.of("reason", "x")))
                        .status())
                .isEqualTo(403);
    }

    private Reply lift(OrderId order, String channel) {
        return reply(service.gateway("addresses:lift")
                .post()
                .uri("/internal/orders/" + order + "/undeliverable/lift")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("channel", channel)));
    }

    private Reply redrive(Map<String, String> selection) {
        return reply(service.gateway("messages:redrive")
                .post()
                .uri("/internal/messages/redrive")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(selection));
    }

    @Test
    void managementPortServesHealthAndMetrics() {
        var port = service.context.getEnvironment().getProperty("local.management.port");
        var management = WebClient.create("http://127.0.0.1:" + port);

        assertThat(get(management, "/actuator/health/readiness").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(get(management, "/actuator/health").status()).isEqualTo(200));
        assertThat(management
                        .get()
                        .uri("/actuator/prometheus")
                        .retrieve()
                        .bodyToMono(String.class)
                        .block())
                .contains("jvm_memory");
    }

    @Test
    void serviceIsNotLiveWithoutItsConsumer() {
        var port = service.context.getEnvironment().getProperty("local.management.port");
        var management = WebClient.create("http://127.0.0.1:" + port);
        var bindings = service.context.getBean(BindingsLifecycleController.class);
        bindings.stop("orderUpdates-in-0");

        try {
            assertThat(get(management, "/actuator/health/liveness").status()).isEqualTo(503);
        } finally {
            bindings.start("orderUpdates-in-0");
        }
        assertThat(get(management, "/actuator/health/liveness").status()).isEqualTo(200);
    }

    private void newLink(String token, String number, String cameBy) {
        var contact =
                NotificationSamples.contact(number, "ru", NotificationSamples.placed(number, service.clock.instant()));
        var until = service.clock.instant().plus(Duration.ofDays(90));
        service.orders.stubFor(post(urlEqualTo("/internal/links/renew"))
                .withRequestBody(containing(token))
                .willReturn(okJson(service.json.writeValueAsString(
                        Map.of("contact", contact, "cameBy", cameBy, "until", until)))));
    }

    private Reply links(WebClient caller, String token) {
        return reply(caller.post()
                .uri("/internal/links")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("token", token)));
    }

    private static String plain(MimeMessage mail) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    record Reply(int status, JsonNode body) {}

    private Reply codes(WebClient caller, String channel, String to) {
        return reply(caller.post()
                .uri("/internal/codes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                        Map.of("channel", channel, "to", to, "code", "482913", "language", "ru", "validMinutes", 10)));
    }

    private Reply get(WebClient caller, String path) {
        return reply(caller.get().uri(path));
    }

    private Reply reply(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("null")
                        .map(body -> new Reply(response.statusCode().value(), service.json.readTree(body))))
                .block(Duration.ofSeconds(30));
    }
}
