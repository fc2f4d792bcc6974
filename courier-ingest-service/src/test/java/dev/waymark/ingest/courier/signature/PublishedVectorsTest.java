package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.ReceivedWebhook;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signature vectors as the senders publish them: those that must pass pass, those that must fail fail. */
class PublishedVectorsTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @ParameterizedTest(name = "{0}")
    @MethodSource("standardWebhooks")
    void standardWebhooks(String name, JsonNode vector) {
        var scheme = new StandardWebhooks()
                .with(
                        secret(vector.at("/secret").asString()),
                        means(Clock.fixed(
                                Instant.ofEpochSecond(vector.at("/clock").asLong()), ZoneOffset.UTC)));
        var headers = new HashMap<String, String>();
        vector.at("/headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));

        var refusal =
                scheme.refusal(webhook(headers, vector.at("/body").asString().getBytes(UTF_8)));

        assertThat(refusal.isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("easypost")
    void easypost(String name, JsonNode vector) {
        var scheme = Webhooks.mapping("easypost")
                .authentication()
                .get("signature")
                .with(secret(vector.at("/secret").asString()), means(Clock.systemUTC()));

        var refusal = scheme.refusal(webhook(
                Map.of("x-hmac-signature", vector.at("/expected").asString()),
                easypostBody(vector.at("/strip_trailing_newline").asBoolean())));

        assertThat(refusal.isEmpty()).isEqualTo(vector.at("/valid").asBoolean());
    }

    private static byte[] easypostBody(boolean withoutTrailingNewline) {
        var body = Webhooks.captured("easypost", "tracker_updated_event");
        return withoutTrailingNewline ? Arrays.copyOf(body, body.length - 1) : body;
    }

    private static ReceivedWebhook webhook(Map<String, String> headers, byte[] body) {
        return new ReceivedWebhook(null, headers, body, Instant.EPOCH, null);
    }

    private static CourierSecrets secret(String secret) {
        return new CourierSecrets(List.of(secret), List.of(), List.of(), null);
    }

    private static Authentication.Means means(Clock clock) {
        return new Authentication.Means(clock, FIVE_MINUTES, (keySet, keyId) -> new KeySets.Lookup(null, true));
    }

    private static Stream<Arguments> standardWebhooks() {
        return vectors("/signatures/standard-webhooks.json");
    }

    private static Stream<Arguments> easypost() {
        return vectors("/signatures/easypost.json");
    }

    private static Stream<Arguments> vectors(String file) {
        return JsonMapper.shared()
                .readTree(Webhooks.resource(file))
                .at("/vectors")
                .valueStream()
                .map(vector -> Arguments.of(vector.at("/name").asString(), vector));
    }
}
