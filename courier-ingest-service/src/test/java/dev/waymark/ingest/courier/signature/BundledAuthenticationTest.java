package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which a courier may prove itself, other than the usual one, as its mapping names them. */
class BundledAuthenticationTest {

    private static final JsonNode USPS_VECTOR = JsonMapper.shared()
            .readTree(Webhooks.resource("/signatures/usps.json"))
            .at("/vectors/0");
    private static final byte[] USPS_BODY = Webhooks.captured("usps", "subscription_push_delivered_third_party_doc");

    private static final String FEDEX_TOKEN = "token-of-fedex";
    private static final byte[] FEDEX_BODY = Webhooks.captured("fedex", "track_results_delivered");

    @ParameterizedTest
    @CsvSource({"signature,x-hmac", "hmac-header,hmac-header"})
    void uspsVectorPassesUnderTheNewAndTheOldNameOfItsHeader(String way, String header) {
        var usps = way("usps", way, USPS_VECTOR.at("/secret").asString());
        var expected = USPS_VECTOR.at("/expected").asString();

        assertThat(usps.verify(webhook(Map.of(header, expected), USPS_BODY))).isEmpty();
        assertThat(usps.verify(webhook(Map.of(header, expected.replace('a', 'b')), USPS_BODY)))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(usps.verify(webhook(Map.of("another", expected), USPS_BODY)))
                .contains(RejectionReason.SIGNATURE_MISSING);
    }

    @Test
    void uspsEnvelopeIsVerifiedOverItsTextsAndNotOverItsBytes() {
        var usps = way("usps", "signature", USPS_VECTOR.at("/secret").asString());
        var headers = Map.of("x-hmac", USPS_VECTOR.at("/expected").asString());
        var rewritten =
                JsonMapper.shared().writeValueAsBytes(JsonMapper.shared().readTree(USPS_BODY));
        var laterTime = new String(USPS_BODY, UTF_8).replace("14:30:00Z", "14:30:01Z");

        assertThat(usps.verify(webhook(headers, rewritten))).isEmpty();
        assertThat(usps.verify(webhook(headers, laterTime.getBytes(UTF_8))))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "not JSON", "{\"timestamp\":{},\"payload\":[]}", "{\"timestamp\":\"x\"}"})
    void uspsEnvelopeWithoutItsPartsIsRejected(String body) {
        var usps = way("usps", "signature", "secret");

        assertThat(usps.verify(webhook(Map.of("x-hmac", "AAAA"), body.getBytes(UTF_8))))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"usps", "shipengine"})
    void whereNothingIsSignedTheAddressIsTheSecret(String courier) {
        var path = "q7Zt0cWnXh3Lr9VbKy2MdP5s";
        var secrets = new CourierCredentials(List.of(), List.of(path), List.of(), null, null, null);

        var unsigned =
                Webhooks.mapping(courier).authenticationMethods().get("path").verifier(secrets, means());

        assertThat(unsigned.acceptsPath(path)).isTrue();
        assertThat(unsigned.acceptsPath(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac-base64", "hmac-hex", "hash-hex", "hash-base64"})
    void eachSignatureFormOfFedexIsAcceptedByItsOwnMethodOnly(String chosen) throws GeneralSecurityException {
        var hmac = Base64.getDecoder().decode(Webhooks.base64Hmac(FEDEX_TOKEN, FEDEX_BODY));
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(FEDEX_TOKEN.getBytes(UTF_8));
        var hash = digest.digest(FEDEX_BODY);
        var signatures = Map.of(
                "hmac-base64", Base64.getEncoder().encodeToString(hmac),
                "hmac-hex", HexFormat.of().formatHex(hmac),
                "hash-hex", HexFormat.of().formatHex(hash),
                "hash-base64", Base64.getEncoder().encodeToString(hash));

        var fedex = way("fedex", chosen, FEDEX_TOKEN);

        signatures.forEach((way, signature) -> assertThat(
                        fedex.verify(webhook(Map.of("fdx-signature", signature), FEDEX_BODY))
                                .isEmpty())
                .as(way)
                .isEqualTo(way.equals(chosen)));
    }

    private static WebhookVerifier way(String courier, String way, String secret) {
        return Webhooks.mapping(courier)
                .authenticationMethods()
                .get(way)
                .verifier(new CourierCredentials(List.of(secret), List.of(), List.of(), null, null, null), means());
    }

    private static VerificationContext means() {
        return new VerificationContext(
                Clock.systemUTC(), Duration.ofMinutes(5), (keySet, keyId) -> new PublicKeySets.Lookup(null, true));
    }

    private static ReceivedWebhook webhook(Map<String, String> headers, byte[] body) {
        return new ReceivedWebhook(null, headers, body, Instant.EPOCH, null);
    }
}
