package dev.waymark.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.mongo.audit.MongoCommandsAreListed;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(MongoCommandsAreListed.class)
class InternalRoutesIT {

    private final RunningService service = RunningService.get();

    @Test
    void codeGoesOutBeforeTheAnswer() throws Exception {
        var answer = codes(service.gateway("codes:send"), "EMAIL", "otp@example.org");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(service.mailsTo("otp@example.org")).hasSize(1);
        var mail = service.mailsTo("otp@example.org").get(0);
        assertThat(mail.getSubject()).isEqualTo("Код для входа").doesNotContain("482913");
        assertThat(service.everything())
                .allSatisfy(document -> assertThat(document.toJson()).doesNotContain("482913", "otp@example.org"));
    }

    @Test
    void codeGoesOutAsATextMessage() {
        var answer = codes(service.gateway("codes:send"), "SMS", "+79165550101");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(service.smsc.receivedBy("+79165550101"))
                .extracting(Smsc.Sms::text)
                .containsExactly("Код для входа: 482913. Никому не говорите.");
    }

    @Test
    void providerThatIsAwayIsSaid() {
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
    void unreadableAddressIsAnErrorOfTheField() {
        var answer = codes(service.gateway("codes:send"), "SMS", "otp@example.org");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("code").asString()).isEqualTo("validation");
        assertThat(answer.body().toString()).doesNotContain("otp@example.org");
    }

    @Test
    void strangersAndOtherPurposesAreRefused() {
        assertThat(codes(service.http(), "EMAIL", "x@example.org").status()).isEqualTo(401);
        assertThat(codes(service.gateway("messages:read"), "EMAIL", "x@example.org")
                        .status())
                .isEqualTo(403);
        assertThat(get(service.gateway("codes:send"), "/internal/orders/" + News.order("1") + "/messages")
                        .status())
                .isEqualTo(403);
        assertThat(get(service.gateway("codes:send"), "/anything").status()).isEqualTo(403);
        assertThat(service.mailsTo("x@example.org")).isEmpty();
    }

    @Test
    void supportSeesWhatWasSent() {
        var update = News.placed("30012", service.clock.instant());
        service.contact(News.contact("30012", "ru", update));
        service.publish(update);
        var path = "/internal/orders/" + update.orderId() + "/messages";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(service.gateway("messages:read"), path)
                                .body()
                                .get("messages")
                                .findValuesAsString("outcome"))
                        .containsExactly("SENT", "SENT"));

        var messages = get(service.gateway("messages:read"), path).body().get("messages");

        assertThat(messages.findValuesAsString("kind")).containsOnly("placed");
        assertThat(messages.findValuesAsString("channel")).containsExactlyInAnyOrder("EMAIL", "SMS");
        assertThat(messages.findValuesAsString("recipient")).contains("a···@e···");
        assertThat(messages.findValuesAsString("segments"))
                .as("of the text message")
                .containsExactly("1");
        assertThat(messages.get(0).has("reason")).isFalse();
    }

    @Test
    void managementPortTellsHealthAndMetrics() {
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
    void serviceWhoseConsumerStoppedIsNotAlive() {
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
