package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import tools.jackson.databind.json.JsonMapper;

/** However a payload is broken, reading it ends in a result, and what is read can be written. */
class BrokenPayloadsPropertyTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, CourierMapping> MAPPINGS = files(
                    "src/main/resources/couriers", file -> file.endsWith(".yaml"))
            .map(file -> Webhooks.mapping(file.getFileName().toString().replace(".yaml", "")))
            .collect(Collectors.toMap(mapping -> mapping.courier().value(), Function.identity()));

    private static final List<Payload> CAPTURED = files(
                    "src/test/resources/couriers",
                    file -> file.endsWith(".json")
                            && !file.endsWith(".expected.json")
                            && !file.endsWith(".headers.json"))
            .map(Payload::in)
            .filter(payload -> new String(payload.body(), UTF_8).contains("\":"))
            .toList();

    @Example
    void everyMappingHasAPayloadToBreak() {
        assertThat(CAPTURED).extracting(Payload::courier).containsAll(MAPPINGS.keySet());
    }

    @Property(tries = 1_500, shrinking = ShrinkingMode.BOUNDED)
    void changedBytes(@ForAll("changed") Payload payload) {
        readsWithoutFailing(payload);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void cutShort(@ForAll("cut") Payload payload) {
        readsWithoutFailing(payload);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void otherValues(@ForAll("revalued") Payload payload) {
        readsWithoutFailing(payload);
    }

    private static void readsWithoutFailing(Payload payload) {
        var mapping = MAPPINGS.get(payload.courier());

        var result = mapping.map(Webhooks.verified(mapping, payload.headers(), payload.body()));

        var again = mapping.map(Webhooks.verified(mapping, payload.headers(), payload.body()));
        assertThat(again).isEqualTo(result);
        switch (result) {
            case MappingResult.Mapped mapped ->
                mapped.events().forEach(BrokenPayloadsPropertyTest::staysTheSameWritten);
            case MappingResult.Ignored ignored -> assertThat(ignored.reason()).isNotBlank();
            case MappingResult.Unmappable(var reason) ->
                assertThat(reason).isNotBlank().doesNotContain("the mapping failed");
        }
        assertThat(result).isInstanceOf(MappingResult.class);
    }

    private static void staysTheSameWritten(TrackingEvent event) {
        var written = JSON.writeValueAsBytes(event);
        assertThat(written.length).isLessThan(1 << 20);
        assertThat(JSON.readValue(written, TrackingEvent.class)).isEqualTo(event);
    }

    @Provide
    Arbitrary<Payload> changed() {
        return Combinators.combine(
                        Arbitraries.of(CAPTURED),
                        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(6),
                        Arbitraries.integers().greaterOrEqual(0))
                .as((payload, bytes, at) -> payload.with(body -> {
                    for (var i = 0; i < bytes.length; i++) {
                        body[(int) ((at + i * 7919L) % body.length)] = bytes[i];
                    }
                    return body;
                }));
    }

    @Provide
    Arbitrary<Payload> cut() {
        return Combinators.combine(
                        Arbitraries.of(CAPTURED), Arbitraries.integers().between(0, 4_000))
                .as((payload, length) -> payload.with(body -> Arrays.copyOf(body, Math.min(length, body.length))));
    }

    /** One value in the payload becomes another one of any kind. */
    @Provide
    Arbitrary<Payload> revalued() {
        var value = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "[]",
                        "{}",
                        "-1",
                        "1e400",
                        "1" + "0".repeat(90),
                        "\"\"",
                        "\" \"",
                        "\"\\ud800\"",
                        "\"\\udc00\\ud800\"",
                        "\"+999999999-12-31T23:59:59Z\"",
                        "\"2026-02-30T00:00:00Z\"",
                        "\"2026-11-23\"",
                        "[[[[[[[[[[]]]]]]]]]]"),
                Arbitraries.strings().ofMaxLength(80).map(JSON::writeValueAsString));
        return Combinators.combine(
                        Arbitraries.of(CAPTURED), value, Arbitraries.integers().greaterOrEqual(0))
                .as((payload, other, at) -> payload.with(body -> {
                    var parts = new String(body, UTF_8).split("(?<=\":) ?(?=\")", -1);
                    var index = 1 + at % (parts.length - 1);
                    parts[index] =
                            parts[index].replaceFirst("^\"[^\"]*\"", java.util.regex.Matcher.quoteReplacement(other));
                    return String.join("", parts).getBytes(UTF_8);
                }));
    }

    private static Stream<Path> files(String folder, Predicate<String> named) {
        try (var files = Files.walk(Path.of(folder), 2)) {
            return files.filter(file -> named.test(file.toString())).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Payload(String courier, Map<String, String> headers, byte[] body) {

        static Payload in(Path file) {
            var courier = file.getParent().getFileName().toString();
            var name = file.getFileName().toString().replace(".json", "");
            return new Payload(courier, Webhooks.capturedHeaders(courier, name), Webhooks.captured(courier, name));
        }

        Payload with(Function<byte[], byte[]> change) {
            return new Payload(courier, headers, change.apply(body.clone()));
        }

        @Override
        public String toString() {
            return courier + " " + new String(body, UTF_8);
        }
    }
}
