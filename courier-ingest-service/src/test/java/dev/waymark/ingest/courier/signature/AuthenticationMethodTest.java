package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationMethodTest {

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final String CURRENT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PREVIOUS = "whsec_UHJldmlvdXNQcmV2aW91c1ByZXZpb3Vz";
    private static final String PATH = "q7Zt0cWnXh3Lr9VbKy2MdP5s";

    @Test
    void currentAndPreviousSecretAreAccepted() {
        var scheme = standardWebhooks(CURRENT, PREVIOUS);

        assertThat(scheme.verify(signed(CURRENT, "msg_1", NOW))).isEmpty();
        assertThat(scheme.verify(signed(PREVIOUS, "msg_1", NOW))).isEmpty();
    }

    @Test
    void olderSecretIsRejected() {
        var scheme = standardWebhooks(CURRENT);

        assertThat(scheme.verify(signed(PREVIOUS, "msg_1", NOW))).contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void dotInTheIdIsRejectedThoughItIsSigned() {
        assertThat(standardWebhooks(CURRENT).verify(signed(CURRENT, "msg.1", NOW)))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void wrongClockIsDistinguishedFromAForgery() {
        var scheme = standardWebhooks(CURRENT);

        assertThat(scheme.verify(signed(CURRENT, "msg_1", NOW.minusSeconds(301))))
                .contains(RejectionReason.OUTSIDE_REPLAY_WINDOW);
        assertThat(scheme.verify(signed(CURRENT, "msg_1", NOW.plusSeconds(300))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1,", "v1,%%%", "v1a,AAAA", "v1,AAAA", " ", "v1,AAAA v1,"})
    void malformedSignatureIsRejected(String signature) {
        var headers = Map.of(
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                String.valueOf(NOW.getEpochSecond()),
                "webhook-signature",
                signature);

        assertThat(standardWebhooks(CURRENT).verify(webhook(null, headers)))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac-sha256-hex=", "hmac-sha256-hex=zz", "hmac-sha256-hex=ab", "38f3f53c", ""})
    void malformedHmacIsRejected(String signature) {
        assertThat(hmac("secret").verify(webhook(null, Map.of("x-hmac-signature", signature))))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void missingSignatureIsDistinguishedFromAnInvalidOne() {
        assertThat(hmac("secret").verify(webhook(null, Map.of()))).contains(RejectionReason.SIGNATURE_MISSING);
        assertThat(standardWebhooks(CURRENT).verify(webhook(null, Map.of("webhook-id", "msg_1"))))
                .contains(RejectionReason.SIGNATURE_MISSING);
    }

    @Test
    void onlyTheSecretPathIsAccepted() {
        var scheme = secretPath(PATH, "another-path-of-yesterday");

        assertThat(scheme.acceptsPath(PATH)).isTrue();
        assertThat(scheme.acceptsPath("another-path-of-yesterday")).isTrue();
        assertThat(scheme.acceptsPath(PATH.substring(1))).isFalse();
        assertThat(scheme.acceptsPath("")).isFalse();
        assertThat(scheme.acceptsPath(null)).isFalse();
        assertThat(scheme.verify(webhook("guess", Map.of()))).contains(RejectionReason.COURIER_UNKNOWN);
    }

    @Test
    void courierThatSignsHasNoSecretPath() {
        assertThat(hmac("secret").acceptsPath(PATH)).isFalse();
        assertThat(standardWebhooks(CURRENT).acceptsPath(PATH)).isFalse();
    }

    @Test
    void pathThatCanBeGuessedStopsTheStartAndIsNotPrinted() {
        assertThatThrownBy(() -> secretPath("cdek-2026"))
                .isInstanceOf(InvalidCourierSecret.class)
                .hasMessageContaining("20..128")
                .hasMessageNotContaining("cdek-2026");
    }

    @Test
    void invalidSecretStopsTheStartAndIsNotPrinted() {
        assertThatThrownBy(() -> standardWebhooks("whsec_my%secret"))
                .isInstanceOf(InvalidCourierSecret.class)
                .hasMessageNotContaining("my%secret");
        assertThat(new CourierCredentials(List.of(CURRENT), List.of(PATH), List.of(), null, null, null).toString())
                .doesNotContain(CURRENT, PATH);
    }

    private static WebhookVerifier standardWebhooks(String... secrets) {
        return authenticator(new StandardWebhooks(), secrets(secrets));
    }

    private static WebhookVerifier hmac(String secret) {
        var hex = new SignatureSource("X-Hmac-Signature", null, "hmac-sha256-hex=", null, SignatureSource.Encoding.HEX);
        return authenticator(
                new ContentSignature(SignatureAlgorithm.HMAC_SHA256, hex, null, null, null, null), secrets(secret));
    }

    private static WebhookVerifier secretPath(String... paths) {
        return authenticator(
                new SecretPath(), new CourierCredentials(List.of(), List.of(paths), List.of(), null, null, null));
    }

    private static CourierCredentials secrets(String... secrets) {
        return new CourierCredentials(List.of(secrets), List.of(), List.of(), null, null, null);
    }

    private static WebhookVerifier authenticator(AuthenticationMethod declared, CourierCredentials secrets) {
        return declared.verifier(
                secrets,
                new VerificationContext(
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        Duration.ofMinutes(5),
                        (keySet, keyId) -> new PublicKeySets.Lookup(null, true)));
    }

    private static ReceivedWebhook signed(String secret, String id, Instant attemptedAt) {
        var timestamp = attemptedAt.getEpochSecond();
        return webhook(
                null,
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", String.valueOf(timestamp),
                        "webhook-signature", Webhooks.standardSignature(secret, id, timestamp, BODY)));
    }

    private static ReceivedWebhook webhook(String path, Map<String, String> headers) {
        return new ReceivedWebhook(path, headers, BODY, NOW, null);
    }
}
