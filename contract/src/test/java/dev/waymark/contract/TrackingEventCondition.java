package dev.waymark.contract;

import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import java.util.function.Predicate;
import org.assertj.core.api.Condition;
import tools.jackson.databind.json.JsonMapper;

/** What a record on the topic of tracking events tells. */
public final class TrackingEventCondition extends Condition<String> {

    private static final JsonMapper JSON = new JsonMapper();

    private final Predicate<TrackingEvent> predicate;
    private final String words;

    private TrackingEventCondition(Predicate<TrackingEvent> predicate, String words) {
        super(json -> predicate.test(JSON.readValue(json, TrackingEvent.class)), words);
        this.predicate = predicate;
        this.words = words;
    }

    public static TrackingEventCondition trackingEvent() {
        return new TrackingEventCondition(_ -> true, "tracking event");
    }

    /** Of a shipment such as {@code cdek:1}. */
    public TrackingEventCondition of(String shipment) {
        return and(event -> event.shipment().toString().equals(shipment), "of " + shipment);
    }

    public TrackingEventCondition withCheckpoints(int count) {
        return and(event -> event.checkpoints().size() == count, "with %d checkpoints".formatted(count));
    }

    public TrackingEventCondition withStatus(SubStatus status) {
        var fact = new Fact.Status(status);
        return and(
                event -> event.checkpoints().stream()
                        .anyMatch(checkpoint -> checkpoint.fact().equals(fact)),
                "with status " + status);
    }

    public TrackingEventCondition from(String rawId, String mappingVersion) {
        return and(
                event -> event.rawId().equals(rawId) && event.mappingVersion().equals(mappingVersion),
                "from webhook %s by mapping %s".formatted(rawId, mappingVersion));
    }

    private TrackingEventCondition and(Predicate<TrackingEvent> more, String moreWords) {
        return new TrackingEventCondition(predicate.and(more), words + " " + moreWords);
    }
}
