package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.RsaKeys;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.VerificationResult;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.mapping.InvalidMappingFile;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of proof as the author of a mapping writes it. */
class DeclaredAuthenticationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String BODY = "{\"at\":\"1\",\"payload\":\"{\\\"x\\\":1}\"}";

    @Test
    void hexHmacIsAcceptedInEitherCaseAndBase64WithOrWithoutPadding() throws GeneralSecurityException {
        var hex =
                authenticator("{ kind: signature, algorithm: hmac-sha512, signature: { header: X-S, encoding: hex } }");
        var base64 = authenticator(
                "{ kind: signature, algorithm: hmac-sha1, signature: { header: X-S, encoding: base64 } }");
        var sha512 = HexFormat.of().formatHex(mac("HmacSHA512", "key", BODY));
        var sha1 = Base64.getEncoder().encodeToString(mac("HmacSHA1", "key", BODY));

        assertThat(hex.verify(webhook("X-S", sha512))).isEmpty();
        assertThat(hex.verify(webhook("X-S", sha512.toUpperCase(Locale.ROOT)))).isEmpty();
        assertThat(base64.verify(webhook("X-S", sha1))).isEmpty();
        assertThat(base64.verify(webhook("X-S", sha1.replace("=", "")))).isEmpty();
        assertThat(base64.verify(webhook("X-S", sha1.substring(2)))).contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void signedTextIsMadeOfHeadersTimeAndBody() throws GeneralSecurityException {
        var declared = authenticator("""
                { kind: signature, algorithm: hmac-sha256, signature: { header: X-S, encoding: hex, prefix: "v1=" },
                  signed: "{header:X-Id}:{timestamp}.{body}", timestamp: { header: X-T, form: iso } }""");
        var time = "2026-11-23T08:58:00.5+00:00";
        var signature = "v1=" + HexFormat.of().formatHex(mac("HmacSHA256", "key", "42:" + time + "." + BODY));

        assertThat(declared.verify(webhook("X-S", signature, "X-Id", "42", "X-T", time)))
                .isEmpty();
        assertThat(declared.verify(webhook("X-S", signature, "X-Id", "43", "X-T", time)))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(declared.verify(webhook("X-S", signature, "X-T", time))).contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(declared.verify(webhook("X-S", signature, "X-Id", "42")))
                .contains(RejectionReason.SIGNATURE_MISSING);
        assertThat(declared.signatureHeaders()).containsExactlyInAnyOrder("x-s", "x-id", "x-t");
    }

    @Test
    void headerThatContainsTheFollowingLiteralIsAmbiguousAndRejected() throws GeneralSecurityException {
        var declared = authenticator("""
                { kind: signature, algorithm: hmac-sha256, signature: { header: X-S, encoding: hex },
                  signed: "{header:X-Id}.{body}" }""");
        var signature = HexFormat.of().formatHex(mac("HmacSHA256", "key", "4.2." + BODY));

        assertThat(declared.verify(webhook("X-S", signature, "X-Id", "4.2")))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1795424400", " 1795424400", "1795424400.0", "17954244e2", "99999999999999999999", "-1", ""})
    void timeIsParsedStrictly(String printed) throws GeneralSecurityException {
        var declared = authenticator("""
                { kind: signature, algorithm: hmac-sha256, signature: { header: X-S, encoding: hex, separator: ",", prefix: "v1=" },
                  signed: "{timestamp}.{body}", timestamp: { element: "t=" } }""");
        var signature = HexFormat.of().formatHex(mac("HmacSHA256", "key", printed.strip() + "." + BODY));

        assertThat(declared.verify(webhook("X-S", "t=" + printed + ",v1=" + signature)))
                .isPresent();
    }

    @Test
    void oneValidSignatureInAListIsEnoughAndTheListMayHoldTheTime() throws GeneralSecurityException {
        var declared = authenticator("""
                { kind: signature, algorithm: hmac-sha256, signature: { header: X-S, encoding: hex, separator: ",", prefix: "v1=" },
                  signed: "{timestamp}.{body}", timestamp: { element: "t=" } }""");
        var time = String.valueOf(NOW.getEpochSecond());
        var right = HexFormat.of().formatHex(mac("HmacSHA256", "key", time + "." + BODY));
        var old = String.valueOf(NOW.minusSeconds(301).getEpochSecond());
        var late = HexFormat.of().formatHex(mac("HmacSHA256", "key", old + "." + BODY));

        assertThat(declared.verify(webhook("X-S", "t=" + time + ", v0=ab, v1=00, v1=" + right)))
                .isEmpty();
        assertThat(declared.verify(webhook("X-S", "t=" + time + ",v0=" + right)))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(declared.verify(webhook("X-S", "v1=" + right))).contains(RejectionReason.SIGNATURE_MISSING);
        assertThat(declared.verify(webhook("X-S", "t=" + old + ",v1=" + late)))
                .contains(RejectionReason.OUTSIDE_REPLAY_WINDOW);
    }

    @Test
    void signatureOverPartsOfTheBodyIsOverTheDecodedTexts() throws GeneralSecurityException {
        var declared = authenticator("""
                { kind: signature, algorithm: hmac-sha256, signature: { header: X-S, encoding: base64 },
                  signed: "{/at}{/payload}" }""");
        var signature = Base64.getEncoder().encodeToString(mac("HmacSHA256", "key", "1{\"x\":1}"));

        assertThat(declared.verify(webhook("X-S", signature))).isEmpty();
        assertThat(declared.verify(received("{\"at\":\"2\",\"payload\":\"{}\"}", "X-S", signature)))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(declared.verify(received("no JSON at all", "X-S", signature)))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void signatureInTheBodyIsFoundThere() throws GeneralSecurityException {
        var declared = authenticator("""
                { kind: signature, algorithm: hmac-sha256, signature: { at: /verify/signature, encoding: hex },
                  signed: "{/verify/timestamp}" }""");
        var signature = HexFormat.of().formatHex(mac("HmacSHA256", "key", "1795424400"));

        assertThat(declared.verify(
                        received("{\"verify\":{\"signature\":\"" + signature + "\",\"timestamp\":1795424400}}")))
                .isEmpty();
        assertThat(declared.verify(received("{}"))).contains(RejectionReason.SIGNATURE_MISSING);
    }

    @Test
    void plainHashIsOverATextWithTheSecret() throws GeneralSecurityException {
        var declared = authenticator("""
                { kind: signature, algorithm: sha256, signature: { header: sign, encoding: hex }, signed: "{body}/{secret}" }""");
        var hash = MessageDigest.getInstance("SHA-256").digest((BODY + "/previous").getBytes(UTF_8));

        assertThat(declared.verify(webhook("sign", HexFormat.of().formatHex(hash))))
                .isEmpty();
        assertThat(declared.verify(webhook("sign", HexFormat.of().formatHex(new byte[32]))))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-sha256", "ed25519"})
    void publicKeysAreGivenAsPem(String algorithm) throws GeneralSecurityException {
        var pair = pair(algorithm);
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        var declared =
                "{ kind: signature, algorithm: " + algorithm + ", signature: { header: X-S, encoding: base64 } }";
        var authenticator = authentication(declared).verifier(secrets(pem), means(Map.of()));

        assertThat(authenticator.verify(webhook("X-S", signed(algorithm, pair, BODY))))
                .isEmpty();
        assertThat(authenticator.verify(webhook("X-S", signed(algorithm, pair(algorithm), BODY))))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(authenticator.verify(webhook("X-S", "AAAA"))).contains(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void publishedKeyIsFoundByItsIdAndAnUnknownOneIsNotCached() throws GeneralSecurityException {
        var pair = pair("rsa-sha256");
        var declared = authentication("""
                { kind: signature, algorithm: rsa-sha256, signature: { header: X-S, encoding: base64 }, keyIdHeader: X-Key }""");
        var keySet = new CourierCredentials(
                List.of(), List.of(), List.of(), URI.create("https://keys.example/jwks"), null, null);
        var signature = signed("rsa-sha256", pair, BODY);

        var fresh = declared.verifier(keySet, means(Map.of("k1", pair.getPublic())));
        var nothingYet = declared.verifier(
                keySet,
                new VerificationContext(
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        Duration.ofMinutes(5),
                        (set, id) -> new PublicKeySets.Lookup(null, false)));

        assertThat(declared.isUsableWith(CourierCredentials.NONE)).isFalse();
        assertThat(fresh.verify(webhook("X-S", signature, "X-Key", "k1"))).isEmpty();
        assertThat(fresh.verify(webhook("X-S", signature, "X-Key", "k2"))).contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(fresh.verify(webhook("X-S", signature))).contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(nothingYet.verify(webhook("X-S", signature, "X-Key", "k1")))
                .contains(RejectionReason.KEY_NOT_CACHED);
    }

    @Test
    void standardWebhooksTakesAnEd25519KeyAsItPrintsThem() throws GeneralSecurityException {
        var pair = pair("ed25519");
        var der = pair.getPublic().getEncoded();
        var whpk = "whpk_" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(der, der.length - 32, der.length));
        var authenticator = new StandardWebhooks().verifier(secrets(whpk), means(Map.of()));
        var time = String.valueOf(NOW.getEpochSecond());
        var signature = signed("ed25519", pair, "msg_1." + time + "." + BODY);

        assertThat(authenticator.verify(webhook(
                        "webhook-id",
                        "msg_1",
                        "webhook-timestamp",
                        time,
                        "webhook-signature",
                        "v1,AAAA v1a," + signature)))
                .isEmpty();
        assertThat(authenticator.verify(webhook(
                        "webhook-id", "msg_1", "webhook-timestamp", time, "webhook-signature", "v1," + signature)))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ kind: header, header: credential, form: plain } | credential | key",
                "{ kind: header, form: bearer } | authorization | Bearer key",
                "{ kind: header, form: bearer } | authorization | bearer key",
                "{ kind: header, form: basic } | authorization | Basic a2V5"
            })
    void secretInAHeaderIsComparedAndNeverStoredBesideTheBody(String row) {
        var cells = row.split(" \\| ", -1);
        var authenticator = authenticator(cells[0]);

        assertThat(authenticator.verify(webhook(cells[1], cells[2]))).isEmpty();
        assertThat(authenticator.verify(webhook(cells[1], cells[2] + "x"))).contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(authenticator.verify(webhook("other", cells[2]))).contains(RejectionReason.SIGNATURE_MISSING);
        assertThat(authenticator.signatureHeaders()).isEmpty();
    }

    @Test
    void tokenIsIssuedForTheRightCredentialsAndValidForAnHour() {
        var declared = authentication("{ kind: client-credentials, clientIdHeader: x-api-key }");
        var secrets = secrets("id-1:secret-1");
        var issuer = declared.verifier(secrets, means(Map.of()));
        var token = issuer.issueToken("id-1:secret-1").orElseThrow().token();

        assertThat(issuer.issueToken("id-1:secret-2")).isEmpty();
        assertThat(issuer.verify(webhook("authorization", "bearer " + token, "x-api-key", "id-1")))
                .isEmpty();
        assertThat(issuer.verify(webhook("authorization", "Bearer " + token, "x-api-key", "id-2")))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(issuer.verify(webhook("authorization", "Bearer 9" + token, "x-api-key", "id-1")))
                .contains(RejectionReason.SIGNATURE_INVALID);
        assertThat(issuer.verify(webhook("authorization", "Bearer x", "x-api-key", "id-1")))
                .contains(RejectionReason.SIGNATURE_INVALID);
        var later = declared.verifier(
                secrets,
                new VerificationContext(
                        Clock.fixed(NOW.plus(Duration.ofHours(2)), ZoneOffset.UTC),
                        Duration.ofMinutes(5),
                        (set, id) -> {
                            throw new AssertionError();
                        }));
        assertThat(later.verify(webhook("authorization", "Bearer " + token, "x-api-key", "id-1")))
                .contains(RejectionReason.OUTSIDE_REPLAY_WINDOW);
        assertThatThrownBy(() -> declared.verifier(secrets("no-colon"), means(Map.of())))
                .isInstanceOf(InvalidCourierSecret.class)
                .hasMessageNotContaining("no-colon");
    }

    @Test
    void networkIsCheckedAloneAndBesideAnyMethod() throws UnknownHostException {
        var declared = authentication("{ kind: source-addresses }");
        var networks = new CourierCredentials(
                List.of(), List.of(), List.of("192.0.2.0/24", "2001:db8::/32"), null, null, null);
        var authenticator = declared.verifier(networks, means(Map.of()));
        var courier = new Courier(
                new CourierCode("acme"),
                SourceIpAddresses.from(List.of("192.0.2.0/24")),
                authenticator("{ kind: header, form: bearer }"),
                payload -> new MappingResult.Unmappable("never mapped"),
                CourierProtocol.DEFAULT);

        assertThat(declared.isUsableWith(secrets("key"))).isFalse();
        assertThat(authenticator.verify(from("192.0.2.200"))).isEmpty();
        assertThat(authenticator.verify(from("2001:db8:1::1"))).isEmpty();
        assertThat(authenticator.verify(from("192.0.3.1"))).contains(RejectionReason.SOURCE_IP_NOT_ALLOWED);
        assertThat(authenticator.verify(webhook())).contains(RejectionReason.SOURCE_IP_NOT_ALLOWED);
        assertThat(courier.verify(from("192.0.2.1")))
                .isEqualTo(new VerificationResult.Rejected(RejectionReason.SIGNATURE_MISSING));
        assertThat(courier.verify(from("192.0.3.1")))
                .isEqualTo(new VerificationResult.Rejected(RejectionReason.SOURCE_IP_NOT_ALLOWED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/33", "192.0.2.0/x", "courier.example", "192.0.2", "::1/129", ""})
    void invalidNetworkStopsTheStart(String text) {
        assertThatThrownBy(() -> SourceIpAddresses.from(List.of(text))).isInstanceOf(InvalidCourierSecret.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ kind: signature, algorithm: sha256, signature: { header: X, encoding: hex } }",
                "{ kind: signature, algorithm: hmac-sha256, signature: { header: X, encoding: hex }, signed: '{body}{secret}' }",
                "{ kind: signature, algorithm: hmac-sha256, signature: { header: X, encoding: hex }, signed: '{bodi}' }",
                "{ kind: signature, algorithm: hmac-sha256, signature: { header: X, encoding: hex }, signed: '{timestamp}{body}' }",
                "{ kind: signature, algorithm: hmac-sha256, signature: { header: X, encoding: hex }, timestamp: { header: T } }",
                "{ kind: signature, algorithm: hmac-sha256, signature: { encoding: hex } }",
                "{ kind: signature, algorithm: hmac-sha256, signature: { header: X, encoding: hex }, keyIdHeader: X-Key }"
            })
    void declarationThatAuthenticatesNothingIsAnInvalidMapping(String declared) {
        assertThatThrownBy(() -> authentication(declared)).isInstanceOf(InvalidMappingFile.class);
    }

    private static WebhookVerifier authenticator(String declared) {
        return authentication(declared).verifier(secrets("key", "previous"), means(Map.of()));
    }

    private static AuthenticationMethod authentication(String declared) {
        var yaml = """
                courier: bluebird
                version: 1
                authentication:
                  way: %s
                messages:
                  - { name: any, ignored: kept }
                """.formatted(declared.lines().map(String::strip).collect(Collectors.joining(" ")));
        return CourierMapping.parse("bluebird.yaml", yaml.getBytes(UTF_8))
                .authenticationMethods()
                .get("way");
    }

    private static CourierCredentials secrets(String... secrets) {
        return new CourierCredentials(List.of(secrets), List.of(), List.of(), null, null, null);
    }

    private static VerificationContext means(Map<String, PublicKey> keys) {
        return new VerificationContext(
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofMinutes(5),
                (keySet, keyId) -> new PublicKeySets.Lookup(keys.get(keyId), true));
    }

    private static ReceivedWebhook webhook(String... headers) {
        return received(BODY, headers);
    }

    private static ReceivedWebhook received(String body, String... headers) {
        var map = new HashMap<String, String>();
        for (var i = 0; i < headers.length; i += 2) {
            map.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
        }
        return new ReceivedWebhook(null, map, body.getBytes(UTF_8), NOW, null);
    }

    private static ReceivedWebhook from(String address) throws UnknownHostException {
        return new ReceivedWebhook(null, Map.of(), BODY.getBytes(UTF_8), NOW, InetAddress.getByName(address));
    }

    private static byte[] mac(String algorithm, String key, String content) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
        return mac.doFinal(content.getBytes(UTF_8));
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        return algorithm.equals("ed25519")
                ? KeyPairGenerator.getInstance("Ed25519").generateKeyPair()
                : RsaKeys.next();
    }

    private static String signed(String algorithm, KeyPair pair, String content) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm.equals("ed25519") ? "Ed25519" : "SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }
}
