package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signature vectors as the senders publish them: those that must pass pass, those that must fail fail. */
class PublishedVectorsTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @ParameterizedTest(name = "{0}")
    @MethodSource("standardWebhooks")
    void standardWebhooks(String name, JsonNode vector) {
        var scheme = new StandardWebhooks()
                .verifier(
                        secret(vector.at("/secret").asString()),
                        means(Clock.fixed(
                                Instant.ofEpochSecond(vector.at("/clock").asLong()), ZoneOffset.UTC)));
        var headers = new HashMap<String, String>();
        vector.at("/headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));

        var refusal =
                scheme.verify(webhook(headers, vector.at("/body").asString().getBytes(UTF_8)));

        assertThat(refusal.isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("easypost")
    void easypost(String name, JsonNode vector) {
        var scheme = Webhooks.mapping("easypost")
                .authenticationMethods()
                .get("signature")
                .verifier(secret(vector.at("/secret").asString()), means(Clock.systemUTC()));

        var refusal = scheme.verify(webhook(
                Map.of("x-hmac-signature", vector.at("/expected").asString()),
                easypostBody(vector.at("/strip_trailing_newline").asBoolean())));

        assertThat(refusal.isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aftership")
    void aftership(String name, JsonNode vector) {
        var body = Webhooks.captured("aftership", "tracking_update_signed_body");

        var refusal = bundled("aftership", "signature", vector.at("/secret"), Clock.systemUTC())
                .verify(webhook(
                        Map.of("aftership-hmac-sha256", vector.at("/expected").asString()),
                        vector.has("body_transform") ? rewritten(body) : body));

        assertThat(refusal.isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seventeenTrack")
    void seventeenTrack(String name, JsonNode vector) {
        var refusal = bundled("17track", "signature", vector.at("/key"), Clock.systemUTC())
                .verify(webhook(
                        Map.of("sign", vector.at("/expected").asString()),
                        vector.at("/body").asString().getBytes(UTF_8)));

        assertThat(refusal.isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shippo")
    void shippo(String name, JsonNode vector) {
        var signedAt = Instant.ofEpochSecond(vector.at("/timestamp").asLong());
        var proof = webhook(
                Map.of("shippo-auth-signature", vector.at("/expected").asString()),
                vector.at("/body").asString().getBytes(UTF_8));

        var now = bundled("shippo", "signature", vector.at("/secret"), Clock.fixed(signedAt, ZoneOffset.UTC));
        var later = bundled(
                "shippo", "signature", vector.at("/secret"), Clock.fixed(signedAt.plusSeconds(301), ZoneOffset.UTC));

        assertThat(now.verify(proof).isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
        assertThat(later.verify(proof)).contains(RejectionReason.OUTSIDE_REPLAY_WINDOW);
    }

    /** It signs nothing but a time that stands in the body: whoever saw one request can forge any. No mapping says so. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("trackingmore")
    void timeAloneCanBeWhatIsSigned(String name, JsonNode vector) {
        var overTheTime = new ContentSignature(
                SignatureAlgorithm.HMAC_SHA256,
                new SignatureSource(null, JsonPointer.compile("/signature"), null, null, SignatureSource.Encoding.HEX),
                new SignedContent("{timestamp}"),
                new SignedTimestamp(null, JsonPointer.compile("/timestamp"), null, null),
                null,
                null);
        var timestamp = vector.at("/timestamp").asString();
        var body = "{\"timestamp\":%s,\"signature\":\"%s\",\"data\":\"%s\"}";
        var proved = overTheTime.verifier(
                secret(vector.at("/secret").asString()),
                means(Clock.fixed(Instant.ofEpochSecond(Long.parseLong(timestamp)), ZoneOffset.UTC)));

        var expected = vector.at("/expected").asString();
        var right = proved.verify(webhook(
                Map.of(), body.formatted(timestamp, expected, "anything").getBytes(UTF_8)));
        var wrong = proved.verify(webhook(
                Map.of(), body.formatted("1662371529", expected, "anything").getBytes(UTF_8)));

        assertThat(right.isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
        assertThat(wrong).contains(RejectionReason.SIGNATURE_INVALID);
    }

    private static WebhookVerifier bundled(String courier, String way, JsonNode secret, Clock clock) {
        return Webhooks.mapping(courier)
                .authenticationMethods()
                .get(way)
                .verifier(secret(secret.asString()), means(clock));
    }

    private static byte[] rewritten(byte[] body) {
        var json = JsonMapper.shared();
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(json.readTree(body));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inpost")
    void inpost(String name, JsonNode vector) {
        var timestamp = vector.at("/timestamp").asString();
        var way = timestamp.isEmpty() ? "signature" : "timestamped";
        var clock = timestamp.isEmpty() ? Clock.systemUTC() : Clock.fixed(Instant.parse(timestamp), ZoneOffset.UTC);
        var scheme = Webhooks.mapping("inpost")
                .authenticationMethods()
                .get(way)
                .verifier(secret(vector.at("/secret").asString()), means(clock));
        var headers = new HashMap<>(
                Map.of("x-inpost-signature", vector.at("/expected").asString()));
        if (!timestamp.isEmpty()) {
            headers.put("x-inpost-timestamp", timestamp);
        }
        var body = Webhooks.captured("inpost", "tracking_event_mmd_1001_signed_body");

        assertThat(scheme.verify(webhook(headers, body)).isEmpty())
                .isEqualTo(vector.at("/valid").asBoolean());
        assertThat(scheme.verify(webhook(headers, Arrays.copyOf(body, body.length - 1))))
                .contains(RejectionReason.SIGNATURE_INVALID);
    }

    private static byte[] easypostBody(boolean withoutTrailingNewline) {
        var body = Webhooks.captured("easypost", "tracker_updated_event");
        return withoutTrailingNewline ? Arrays.copyOf(body, body.length - 1) : body;
    }

    private static ReceivedWebhook webhook(Map<String, String> headers, byte[] body) {
        return new ReceivedWebhook(null, headers, body, Instant.EPOCH, null);
    }

    private static CourierCredentials secret(String secret) {
        return new CourierCredentials(List.of(secret), List.of(), List.of(), null, null, null);
    }

    private static VerificationContext means(Clock clock) {
        return new VerificationContext(clock, FIVE_MINUTES, (keySet, keyId) -> new PublicKeySets.Lookup(null, true));
    }

    private static Stream<Arguments> standardWebhooks() {
        return vectors("/signatures/standard-webhooks.json");
    }

    private static Stream<Arguments> easypost() {
        return vectors("/signatures/easypost.json");
    }

    private static Stream<Arguments> aftership() {
        return vectors("/signatures/aftership.json");
    }

    private static Stream<Arguments> seventeenTrack() {
        return vectors("/signatures/17track.json");
    }

    private static Stream<Arguments> shippo() {
        return vectors("/signatures/shippo.json");
    }

    private static Stream<Arguments> trackingmore() {
        return vectors("/signatures/trackingmore.json");
    }

    private static Stream<Arguments> inpost() {
        return vectors("/signatures/inpost.json");
    }

    private static Stream<Arguments> vectors(String file) {
        return JsonMapper.shared()
                .readTree(Webhooks.resource(file))
                .at("/vectors")
                .valueStream()
                .map(vector -> Arguments.of(vector.at("/name").asString(), vector));
    }
}
