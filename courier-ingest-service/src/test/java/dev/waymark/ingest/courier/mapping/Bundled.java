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

/** What the mappings that this service brings along make of payloads. */
final class Bundled {

    private Bundled() {}

    static String captured(String courier, String name) {
        return new String(Webhooks.captured(courier, name), UTF_8);
    }

    static MappingResult reading(String courier, String body) {
        return Webhooks.mapping(courier).map(Webhooks.verified(courier, body));
    }

    static MappingResult.Mapped tracked(String courier, String body) {
        var reading = reading(courier, body);
        assertThat(reading).isInstanceOf(MappingResult.Mapped.class);
        return (MappingResult.Mapped) reading;
    }

    static TrackingEvent event(String courier, String body) {
        var events = tracked(courier, body).events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    static Checkpoint checkpoint(String courier, String body) {
        var checkpoints = event(courier, body).checkpoints();
        assertThat(checkpoints).hasSize(1);
        return checkpoints.get(0);
    }

    /** Of each checkpoint the name of what it says. */
    static List<String> said(TrackingEvent event) {
        return event.checkpoints().stream()
                .map(Checkpoint::fact)
                .map(Bundled::said)
                .toList();
    }

    static List<CheckpointId> ids(TrackingEvent event) {
        return event.checkpoints().stream().map(Checkpoint::id).toList();
    }

    static String said(Fact fact) {
        return switch (fact) {
            case Fact.Status(var status) -> status.name();
            case Fact.Information(var notice) -> notice.name();
            case Fact.Retraction _ -> "RETRACTION";
        };
    }
}
