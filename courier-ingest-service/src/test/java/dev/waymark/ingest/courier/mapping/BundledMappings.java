package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Results of the bundled mappings for captured payloads, and for payloads that differ from them in a field. */
final class BundledMappings {

    private static final JsonMapper JSON = JsonMapper.shared();

    private BundledMappings() {}

    static String captured(String courier, String name) {
        return new String(Webhooks.captured(courier, name), UTF_8);
    }

    static ObjectNode capturedJson(String courier, String name) {
        return (ObjectNode) JSON.readTree(Webhooks.captured(courier, name));
    }

    static MappingResult map(String courier, String body) {
        return map(courier, Map.of(), body.getBytes(UTF_8));
    }

    static MappingResult map(String courier, JsonNode body) {
        return map(courier, Map.of(), JSON.writeValueAsBytes(body));
    }

    static MappingResult map(String courier, Map<String, String> headers, byte[] body) {
        var mapping = Webhooks.mapping(courier);
        return mapping.map(Webhooks.verified(mapping, headers, body));
    }

    static MappingResult.Mapped mapped(MappingResult result) {
        assertThat(result).isInstanceOf(MappingResult.Mapped.class);
        return (MappingResult.Mapped) result;
    }

    static MappingResult.Mapped mapped(String courier, String body) {
        return mapped(map(courier, body));
    }

    static TrackingEvent event(MappingResult result) {
        var events = mapped(result).events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    static TrackingEvent event(String courier, String body) {
        return event(map(courier, body));
    }

    static Checkpoint checkpoint(MappingResult result) {
        var checkpoints = event(result).checkpoints();
        assertThat(checkpoints).hasSize(1);
        return checkpoints.getFirst();
    }

    static Checkpoint checkpoint(String courier, String body) {
        return checkpoint(map(courier, body));
    }

    static String reason(MappingResult result) {
        return switch (result) {
            case MappingResult.Mapped _ -> "mapped";
            case MappingResult.Ignored ignored -> ignored.reason();
            case MappingResult.Unmappable(var reason) -> reason;
        };
    }

    static List<String> factNames(TrackingEvent event) {
        return event.checkpoints().stream().map(BundledMappings::factName).toList();
    }

    static String factName(Checkpoint checkpoint) {
        return switch (checkpoint.fact()) {
            case Fact.Status(var status) -> status;
            case Fact.Information(var notice) -> notice.name();
            case Fact.Retraction _ -> "RETRACTION";
        };
    }

    static List<CheckpointId> ids(TrackingEvent event) {
        return event.checkpoints().stream().map(Checkpoint::id).toList();
    }
}
