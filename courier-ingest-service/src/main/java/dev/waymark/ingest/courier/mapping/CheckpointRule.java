package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * How checkpoints are mapped. Pointers start at the item of the list, or at the shipment where there is no list.
 *
 * @param when conditions on the shipment for this rule to apply
 * @param each the list of checkpoints, or nested lists; without any the shipment's own fields are one checkpoint
 * @param fallback the one checkpoint of an empty list: couriers whose history is late give the latest status by itself
 * @param latest the same, also beside a list: there it is a checkpoint where it says more than the list
 * @param summary whether what it maps counts only where it says more than the rules before it
 * @param undated whether the courier gives no time: then it is the time of receipt
 * @param id the courier's own id of the checkpoint. Where there is one it alone is the identity: the rest of a scan may
 *     be written otherwise when it is sent again
 * @param identity the fields that distinguish a checkpoint from all others of its shipment, as printed: a mended time
 *     format or code table must not make another checkpoint of it
 * @param returnWhen when the checkpoint happened on the way back
 * @param retractedWhen when it states that this very checkpoint never happened
 */
record CheckpointRule(
        List<Condition> when,
        List<JsonPointer> each,
        @JsonAlias("orElse") @Nullable JsonPointer fallback,
        @Nullable JsonPointer latest,
        boolean summary,
        List<TimestampRule> occurredAt,
        boolean undated,
        @JsonProperty(required = true) CodeTable codes,
        FieldSelector id,
        @JsonProperty(required = true) List<FieldSelector> identity,
        @Nullable PlaceRule place,
        @JsonAlias("words") @Nullable RawStatusTextRule rawStatus,
        @Nullable DetailsRule details,
        @Nullable Condition returnWhen,
        @Nullable Condition retractedWhen)
        implements Rule {

    private static final String RETRACTION = "retraction";

    /** Counted instead of a code where a courier sends nothing but a text that no row matches. */
    private static final String NO_CODE = "none";

    CheckpointRule {
        when = List.copyOf(when);
        each = List.copyOf(each);
        occurredAt = List.copyOf(occurredAt);
        identity = List.copyOf(identity);
        check(!identity.isEmpty(), "identity: none (expected: at least one)");
        check(occurredAt.isEmpty() == undated, "checkpoint (expected: either occurredAt or undated)");
        check((fallback == null && latest == null) || !each.isEmpty(), "fallback, latest (expected: with each only)");
    }

    void map(JsonContext shipment, Message message, TrackingEventBuilder event) {
        if (!Condition.allHold(when, shipment)) {
            return;
        }
        var listed = shipment.items(each);
        if (summary) {
            summarize(listed, message, event);
        } else {
            (listed.isEmpty() ? alone(shipment) : listed).forEach(item -> add(item, message, event));
        }
        if (!listed.isEmpty()) {
            summarize(at(latest, shipment), message, event);
        }
    }

    private void add(JsonContext item, Message message, TrackingEventBuilder event) {
        var lookup = codes.lookUp(item);
        if (lookup.matchedRow() == null) {
            message.unmappedCodes().accept(Objects.requireNonNullElse(lookup.code(), NO_CODE));
        }
        if (!lookup.row().ignored()) {
            event.add(checkpoint(item, lookup, message));
        }
    }

    private void summarize(List<JsonContext> items, Message message, TrackingEventBuilder event) {
        var listed = event.milestones();
        for (var item : items) {
            var lookup = codes.lookUp(item);
            var status = lookup.row().status();
            if (status != null && isNews(status.milestone(), listed)) {
                event.add(checkpoint(item, lookup, message));
            }
        }
    }

    /** Heads are late as well as early: one counts where it is further than all that is listed. */
    private static boolean isNews(Milestone summary, Set<Milestone> listed) {
        return summary != Milestone.UNKNOWN
                && listed.stream()
                        // A shipment that could not be delivered is often collected.
                        .filter(known -> summary != Milestone.READY_FOR_PICKUP || known != Milestone.ATTEMPT_FAILED)
                        .allMatch(known -> known.compareTo(summary) < 0);
    }

    List<JsonContext> items(JsonContext shipment) {
        var listed = shipment.items(each);
        return listed.isEmpty() ? alone(shipment) : listed;
    }

    private List<JsonContext> alone(JsonContext shipment) {
        return at(fallback == null ? latest : fallback, shipment);
    }

    private static List<JsonContext> at(@Nullable JsonPointer pointer, JsonContext shipment) {
        return pointer != null && shipment.node().at(pointer).isObject()
                ? List.of(new JsonContext(shipment.node().at(pointer), shipment))
                : List.of();
    }

    /** What of an item may be shown to readers who may not see personal data; not what only makes up an identity. */
    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(codes, Rule.all(occurredAt), returnWhen, retractedWhen, place, rawStatus, details);
    }

    private Checkpoint checkpoint(JsonContext item, CodeTable.Lookup lookup, Message message) {
        var row = lookup.row();
        var isReturning = row.isReturning(message.isReturning() || Condition.holds(returnWhen, item));
        var identity = identity(item, message.name());
        var id = CheckpointId.of(message.shipment(), identity);
        var isRetraction = Condition.holds(retractedWhen, item);
        return new Checkpoint(
                isRetraction ? retractionId(message.shipment(), identity) : id,
                isRetraction ? new Fact.Retraction(id) : row.fact(isReturning),
                isReturning ? Direction.RETURN : Direction.FORWARD,
                undated
                        ? new CheckpointTime(message.receivedAt(), null, ZoneQuality.ASSUMED)
                        : TimestampRule.first(occurredAt, item, "occurredAt"),
                place == null ? null : place.in(item),
                (details == null ? DetailsRule.NONE : details).in(item, row),
                (rawStatus == null ? RawStatusTextRule.CODE_ONLY : rawStatus).in(item, lookup.code()));
    }

    private List<String> identity(JsonContext item, String message) {
        var ownId = id.in(item);
        if (ownId != null) {
            return List.of(message, ownId);
        }
        var values = new ArrayList<String>(identity.size() + 1);
        values.add(message);
        for (var field : identity) {
            var text = field.in(item);
            values.add(text == null ? "" : text);
        }
        return values;
    }

    private static CheckpointId retractionId(ShipmentKey shipment, List<String> identity) {
        var retraction = new ArrayList<>(identity);
        retraction.add(RETRACTION);
        return CheckpointId.of(shipment, retraction);
    }

    /**
     * The message around a checkpoint.
     *
     * @param name part of every checkpoint's identity
     * @param unmappedCodes takes the codes that no row matches
     */
    record Message(
            ShipmentKey shipment,
            String name,
            boolean isReturning,
            Instant receivedAt,
            Consumer<String> unmappedCodes) {}
}
