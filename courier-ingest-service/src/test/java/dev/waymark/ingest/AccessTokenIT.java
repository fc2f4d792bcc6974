package dev.waymark.ingest;

import static dev.waymark.contract.TrackingEventCondition.trackingEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithService;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** UPS Track Alert 2 fetches a token from us, delivers with it, and fetches another one when it is refused. */
@WithService(
        value = IngestApp.class,
        settings = {
            "--waymark.ingest.couriers.ups.authentication=token",
            "--waymark.ingest.couriers.ups.secrets=" + AccessTokenIT.CLIENT + ":" + AccessTokenIT.SECRET + ","
                    + AccessTokenIT.CLIENT + ":" + AccessTokenIT.PREVIOUS_SECRET
        })
class AccessTokenIT {

    static final String CLIENT = "track-alert";
    static final String SECRET = "uH3:s3cret-of-ups";
    static final String PREVIOUS_SECRET = "the-one-before";

    private final IngestApp app;
    private final TopicReader topics;

    AccessTokenIT(IngestApp app) {
        this.app = app;
        this.topics = app.topics();
    }

    @Test
    void tokenFetchedWithBasicCredentialsIsAccepted() {
        deliver(token(basic(SECRET)), CLIENT).expectStatus().isEqualTo(200);

        var raw = topics.one(Topics.COURIER_WEBHOOKS);
        assertThat(TopicReader.headers(raw)).doesNotContainKeys("http_authorization", "http_x-api-key");
        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("ups:1Z204W4R0308071865"));
    }

    @Test
    void tokenFetchedWithFormCredentialsIsAccepted() {
        var form = form("client_credentials");
        form.add("client_id", CLIENT);
        form.add("client_secret", SECRET);

        var token = accessToken(fetch(form, headers -> {}));

        deliver(token, CLIENT).expectStatus().isEqualTo(200);
    }

    @Test
    void tokenIsValidForAnHourAndNotCached() {
        var answer = fetch(form("client_credentials"), basic(SECRET))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();

        var json = JsonMapper.shared().readTree(answer);
        assertThat(json.at("/token_type").asString()).isEqualTo("Bearer");
        assertThat(json.at("/expires_in").asInt()).isEqualTo(3600);
        assertThat(json.toString()).doesNotContain(SECRET);
    }

    @Test
    void previousSecretIsStillAccepted() {
        deliver(token(basic(PREVIOUS_SECRET)), CLIENT).expectStatus().isEqualTo(200);
    }

    @Test
    void wrongCredentialsGetNoToken() {
        assertRefused(fetch(form("client_credentials"), basic("a guess")));
        assertRefused(fetch(form("client_credentials"), headers -> {}));
        assertRefused(fetch(form("client_credentials"), headers -> headers.set("Authorization", "Basic %%%")));
        assertRefused(fetch("/webhooks/easypost/token", form("client_credentials"), basic(SECRET)));
        assertRefused(fetch("/webhooks/pigeon-post/token", form("client_credentials"), basic(SECRET)));
    }

    @Test
    void otherGrantsAreNotOffered() {
        fetch(form("password"), basic(SECRET))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unsupported_grant_type");
    }

    @Test
    void expiredTokenIsRejectedAndTheNextOneAccepted() {
        var token = token(basic(SECRET));
        deliver(token, CLIENT).expectStatus().isEqualTo(200);

        app.clock().advance(Duration.ofHours(1));

        deliver(token, CLIENT).expectStatus().isUnauthorized();
        deliver(token(basic(SECRET)), CLIENT).expectStatus().isEqualTo(200);
    }

    @Test
    void tokenAloneIsNotEnough() {
        var token = token(basic(SECRET));

        deliver(token, "somebody-else").expectStatus().isUnauthorized();
        deliver(token + "A", CLIENT).expectStatus().isUnauthorized();
        deliver("9" + token, CLIENT).expectStatus().isUnauthorized();
        post(headers -> headers.setBearerAuth(token)).expectStatus().isUnauthorized();
        post(headers -> headers.set("x-api-key", CLIENT)).expectStatus().isUnauthorized();
        post(headers -> headers.set("credential", SECRET)).expectStatus().isUnauthorized();

        topics.assertNothingNew();
    }

    private String token(Consumer<HttpHeaders> credentials) {
        return accessToken(fetch(form("client_credentials"), credentials));
    }

    private static String accessToken(WebTestClient.ResponseSpec answer) {
        JsonNode json = JsonMapper.shared()
                .readTree(answer.expectStatus()
                        .isOk()
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody());
        return json.at("/access_token").asString();
    }

    private static void assertRefused(WebTestClient.ResponseSpec answer) {
        answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Basic .*")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_client");
    }

    private static Consumer<HttpHeaders> basic(String secret) {
        var pair = Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(UTF_8));
        return headers -> headers.set(HttpHeaders.AUTHORIZATION, "Basic " + pair);
    }

    private static LinkedMultiValueMap<String, String> form(String grantType) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", grantType);
        return form;
    }

    private WebTestClient.ResponseSpec fetch(LinkedMultiValueMap<String, String> form, Consumer<HttpHeaders> headers) {
        return fetch("/webhooks/ups/token", form, headers);
    }

    private WebTestClient.ResponseSpec fetch(
            String path, LinkedMultiValueMap<String, String> form, Consumer<HttpHeaders> headers) {
        return app.http()
                .post()
                .uri(path)
                .headers(headers)
                .body(BodyInserters.fromFormData(form))
                .exchange();
    }

    private WebTestClient.ResponseSpec deliver(String token, String client) {
        return post(headers -> {
            headers.setBearerAuth(token);
            headers.set("x-api-key", client);
        });
    }

    private WebTestClient.ResponseSpec post(Consumer<HttpHeaders> headers) {
        return app.http()
                .post()
                .uri("/webhooks/ups")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers)
                .bodyValue(Webhooks.captured("ups", "v2_2_delivery"))
                .exchange();
    }
}
