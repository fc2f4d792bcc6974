package dev.waymark.ingest.courier.mapping;

import static dev.waymark.ingest.courier.mapping.BundledMappings.checkpoint;
import static dev.waymark.ingest.courier.mapping.BundledMappings.event;
import static dev.waymark.ingest.courier.mapping.BundledMappings.map;
import static dev.waymark.ingest.courier.mapping.BundledMappings.mapped;
import static dev.waymark.ingest.courier.mapping.BundledMappings.reason;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CloudEventsMappingTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> STRUCTURED = Map.of("content-type", "application/cloudevents+json");
    private static final Map<String, String> BATCHED = Map.of("content-type", "application/cloudevents-batch+json");

    @Test
    void threeModesGiveTheSameEvent() {
        var envelope = envelope("structured_history");
        var binary = Map.of(
                "content-type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "e-1",
                "ce-source", "/couriers/pigeon",
                "ce-type", "dev.waymark.tracking",
                "ce-time", "2026-11-23T08:59:30Z");

        var structured = event(map("cloudevents", STRUCTURED, bytes(envelope)));

        assertThat(structured.checkpoints()).hasSize(2);
        assertThat(Stream.of(
                        map("cloudevents", BATCHED, bytes(JSON.createArrayNode().add(envelope))),
                        map("cloudevents", binary, bytes(envelope.get("data")))))
                .map(BundledMappings::event)
                .allSatisfy(event -> {
                    assertThat(event.checkpoints()).isEqualTo(structured.checkpoints());
                    assertThat(event.eta()).isEqualTo(structured.eta());
                    assertThat(event.reportedAt()).isEqualTo(structured.reportedAt());
                });
    }

    @Test
    void batchIsOneEventForEachShipmentAndTheRestIsLeftOut() {
        var result = mapped(mapCaptured("batch"));

        assertThat(result.events())
                .extracting(event -> event.trackingNumber().value())
                .containsExactly("CE-1001", "CE-1004");
        assertThat(result.unmappedCodes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "structured_c234",
                "binary_c234",
                "structured_data_number",
                "structured_data_text",
                "structured_without_data",
                "binary_data_number",
                "binary_data_text",
                "binary_without_data",
                "batch_empty"
            })
    void eventWithoutATrackingNumberIsIgnoredAndKept(String name) {
        assertThat(mapCaptured(name)).isEqualTo(new MappingResult.Ignored("no-checkpoints", true, null));
    }

    @Test
    void dataInBase64IsMappedAsDataInJson() {
        var event = event(mapCaptured("structured_data_base64"));

        assertThat(event.trackingNumber()).hasToString("CE-1003");
        assertThat(event.eta()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"application/octet-stream,bm90IEpTT04=", "text/plain,e30="})
    void dataInBase64ThatIsNoJsonIsIgnored(String type, String base64) {
        var envelope = envelope("structured_data_base64");
        envelope.put("datacontenttype", type).put("data_base64", base64);

        assertThat(reason(map("cloudevents", STRUCTURED, bytes(envelope)))).isEqualTo("no-checkpoints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bm90IEpTT04=", "%%%", "eyJh"})
    void brokenBase64IsUnmappable(String base64) {
        var envelope = envelope("structured_data_base64").put("data_base64", base64);

        assertThat(reason(map("cloudevents", STRUCTURED, bytes(envelope))))
                .isEqualTo("data_base64 (expected: JSON in base64)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "specversion"})
    void requiredAttributeThatIsNullIsMissing(String name) {
        var envelope = envelope("structured_history").putNull(name);

        assertThat(reason(map("cloudevents", STRUCTURED, bytes(envelope)))).startsWith(name + " (expected: ");
    }

    @Test
    void optionalAttributeThatIsNullIsAbsent() {
        var envelope = envelope("structured_history").putNull("subject").putNull("time");

        assertThat(event(map("cloudevents", STRUCTURED, bytes(envelope))).checkpoints())
                .hasSize(2);
    }

    @Test
    void headersArePercentEncodedAndAPlusIsAPlus() {
        var headers = Webhooks.capturedHeaders("cloudevents", "binary_single");
        var plain = new HashMap<>(headers);
        plain.put("ce-id", "n-\u20ac-1");
        plain.put("ce-source", "\"/couriers/pigeon post\"");
        var body = Webhooks.captured("cloudevents", "binary_single");

        var encoded = checkpoint(map("cloudevents", headers, body));

        assertThat(encoded.time().occurredAt()).isEqualTo(Instant.parse("2026-11-23T05:59:30Z"));
        assertThat(checkpoint(map("cloudevents", plain, body)).id()).isEqualTo(encoded.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "a%2"})
    void brokenPercentEscapeIsUnmappable(String id) {
        var headers = new HashMap<>(Webhooks.capturedHeaders("cloudevents", "binary_single"));
        headers.put("ce-id", id);

        assertThat(reason(map("cloudevents", headers, Webhooks.captured("cloudevents", "binary_single"))))
                .startsWith("ce- headers (expected: ");
    }

    @Test
    void singleEventIsOneCheckpointBySourceAndId() {
        var envelope = envelope("structured_single");
        var again = envelope.deepCopy().put("type", "dev.waymark.tracking.v2");
        var otherId = envelope.deepCopy().put("id", "e-2b");
        var otherSource = envelope.deepCopy().put("source", "/couriers/owl");

        var id = checkpoint(map("cloudevents", STRUCTURED, bytes(envelope))).id();

        assertThat(checkpoint(map("cloudevents", STRUCTURED, bytes(again))).id())
                .isEqualTo(id);
        assertThat(checkpoint(map("cloudevents", STRUCTURED, bytes(otherId))).id())
                .isNotEqualTo(id);
        assertThat(checkpoint(map("cloudevents", STRUCTURED, bytes(otherSource)))
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void historyHasTheSameCheckpointsInAnyEvent() {
        var envelope = envelope("structured_history");
        var again = envelope.deepCopy().put("id", "e-99").put("time", "2026-11-23T09:30:00Z");

        assertThat(event(map("cloudevents", STRUCTURED, bytes(again))).checkpoints())
                .isEqualTo(
                        event(map("cloudevents", STRUCTURED, bytes(envelope))).checkpoints());
    }

    @Test
    void eventsInHeadersWithOneBodyAreTwoWebhooks() {
        var headers = Webhooks.capturedHeaders("cloudevents", "binary_single");
        var later = new HashMap<>(headers);
        later.put("ce-id", "n-2");
        var body = Webhooks.captured("cloudevents", "binary_single");

        var one = event(map("cloudevents", headers, body));

        assertThat(event(map("cloudevents", later, body)).id()).isNotEqualTo(one.id());
        assertThat(event(map("cloudevents", headers, body)).id()).isEqualTo(one.id());
    }

    @ParameterizedTest
    @EnumSource(value = SubStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNMAPPED")
    void ownStatusesMapToThemselves(SubStatus status) {
        var envelope = envelope("structured_single");
        envelope.withObject("/data").put("status", status.name());

        assertThat(BundledMappings.factName(checkpoint(map("cloudevents", STRUCTURED, bytes(envelope)))))
                .isEqualTo(status.name());
    }

    @ParameterizedTest
    @EnumSource(Notice.class)
    void ownNoticesMapToThemselves(Notice notice) {
        var envelope = envelope("structured_single");
        envelope.withObject("/data").put("notice", notice.name()).remove("status");

        assertThat(BundledMappings.factName(checkpoint(map("cloudevents", STRUCTURED, bytes(envelope)))))
                .isEqualTo(notice.name());
    }

    @Test
    void bodyThatIsNoEventIsUnmappable() {
        assertThat(reason(mapCaptured("no_event"))).isEqualTo("specversion (expected: 1.0)");
        assertThat(reason(map("cloudevents", BATCHED, "{}".getBytes(UTF_8))))
                .isEqualTo("body (expected: a list of events)");
        assertThat(reason(map("cloudevents", BATCHED, "[7]".getBytes(UTF_8)))).isEqualTo("body (expected: an event)");
    }

    private static MappingResult mapCaptured(String name) {
        return map(
                "cloudevents", Webhooks.capturedHeaders("cloudevents", name), Webhooks.captured("cloudevents", name));
    }

    private static ObjectNode envelope(String name) {
        return BundledMappings.capturedJson("cloudevents", name);
    }

    private static byte[] bytes(JsonNode json) {
        return JSON.writeValueAsBytes(json);
    }
}
