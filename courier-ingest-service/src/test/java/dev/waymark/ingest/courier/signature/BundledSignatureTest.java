package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.RsaKeys;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways of proof in bundled mappings for which nobody publishes a vector: what the test signs, they know. */
class BundledSignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final byte[] BODY = "{\"eventCode\":\"LMD.1003\"}".getBytes(UTF_8);
    private static final byte[] OTHER = "{\"eventCode\":\"EOL.1001\"}".getBytes(UTF_8);
    private static final String SECRET = "this is another example of a key";

    @Test
    void inpostMaySignWithItsRsaKey() {
        var inpost = RsaKeys.next();
        var scheme = bundled("inpost", "rsa", pem(inpost.getPublic()));
        var signature = Base64.getEncoder().encodeToString(signed(inpost, BODY));

        assertThat(scheme.verify(webhook(BODY, Map.of("x-inpost-signature", signature))))
                .isEmpty();
        assertThat(scheme.verify(webhook(OTHER, Map.of("x-inpost-signature", signature))))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(bundled("inpost", "rsa", pem(RsaKeys.next().getPublic()))
                        .verify(webhook(BODY, Map.of("x-inpost-signature", signature))))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T08:55:01.000Z,true", "2026-11-23T09:04:59.000Z,true", "2026-11-23T08:54:59.000Z,false"})
    void inpostsTimestampIsSignedAndInsideTheReplayWindow(String timestamp, boolean now) {
        var scheme = bundled("inpost", "timestamped", SECRET);
        var signature = base64(hmac((timestamp + ".").getBytes(UTF_8), BODY));

        var refusal =
                scheme.verify(webhook(BODY, Map.of("x-inpost-signature", signature, "x-inpost-timestamp", timestamp)));
        var withoutTime = scheme.verify(webhook(BODY, Map.of("x-inpost-signature", signature)));
        var bodyAlone = scheme.verify(
                webhook(BODY, Map.of("x-inpost-signature", base64(hmac(BODY)), "x-inpost-timestamp", timestamp)));

        assertThat(refusal.isEmpty()).isEqualTo(now);
        assertThat(withoutTime).contains(RejectionReason.SIGNATURE_MISSING);
        assertThat(bodyAlone).contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void epcisSignatureIsHexOrBase64AsConfigured() {
        var hex = Map.of("gs1-signature", HexFormat.of().formatHex(hmac(BODY)));
        var base64 = Map.of("gs1-signature", base64(hmac(BODY)));

        assertThat(bundled("epcis", "signature", SECRET).verify(webhook(BODY, hex)))
                .isEmpty();
        assertThat(bundled("epcis", "signature-base64", SECRET).verify(webhook(BODY, base64)))
                .isEmpty();
        assertThat(bundled("epcis", "signature", SECRET).verify(webhook(BODY, base64)))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(bundled("epcis", "signature", SECRET).verify(webhook(OTHER, hex)))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void cloudEventsMayComeWithABearerToken() {
        var scheme = bundled("cloudevents", "bearer", SECRET);

        assertThat(scheme.verify(webhook(BODY, Map.of("authorization", "Bearer " + SECRET))))
                .isEmpty();
        assertThat(scheme.verify(webhook(BODY, Map.of("authorization", "Bearer another"))))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    private static WebhookVerifier bundled(String courier, String way, String secret) {
        return Webhooks.mapping(courier)
                .authenticationMethods()
                .get(way)
                .verifier(
                        new CourierCredentials(List.of(secret), List.of(), List.of(), null, null, null),
                        new VerificationContext(
                                Clock.fixed(NOW, ZoneOffset.UTC),
                                Duration.ofMinutes(5),
                                (keySet, keyId) -> new PublicKeySets.Lookup(null, true)));
    }

    private static ReceivedWebhook webhook(byte[] body, Map<String, String> headers) {
        return new ReceivedWebhook(null, headers, body, NOW, null);
    }

    private static byte[] signed(KeyPair keys, byte[] body) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static byte[] hmac(byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
