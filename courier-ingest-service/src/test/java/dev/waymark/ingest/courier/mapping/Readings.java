package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What bundled mappings make of payloads, and payloads that differ from captured ones in a field. */
final class Readings {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Readings() {}

    static ObjectNode captured(String courier, String name) {
        return (ObjectNode) JSON.readTree(Webhooks.captured(courier, name));
    }

    static MappingResult read(String courier, JsonNode body) {
        return read(courier, Map.of(), JSON.writeValueAsBytes(body));
    }

    static MappingResult read(String courier, Map<String, String> headers, byte[] body) {
        var mapping = Webhooks.mapping(courier);
        return mapping.map(Webhooks.verified(mapping, headers, body));
    }

    static MappingResult.Mapped tracked(MappingResult reading) {
        assertThat(reading).isInstanceOf(MappingResult.Mapped.class);
        return (MappingResult.Mapped) reading;
    }

    static TrackingEvent event(MappingResult reading) {
        var events = tracked(reading).events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    static Checkpoint checkpoint(MappingResult reading) {
        var checkpoints = event(reading).checkpoints();
        assertThat(checkpoints).hasSize(1);
        return checkpoints.get(0);
    }

    static String reason(MappingResult reading) {
        return switch (reading) {
            case MappingResult.Mapped _ -> "mapped";
            case MappingResult.Ignored ignored -> ignored.reason();
            case MappingResult.Unmappable(var reason) -> reason;
        };
    }

    /** What it says, as our words have it. */
    static String said(Checkpoint checkpoint) {
        return switch (checkpoint.fact()) {
            case Fact.Status(var status) -> status.name();
            case Fact.Information(var notice) -> notice.name();
            case Fact.Retraction _ -> "RETRACTION";
        };
    }
}
