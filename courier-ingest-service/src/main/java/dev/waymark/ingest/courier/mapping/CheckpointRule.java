package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.events.ShipmentKey;
import dev.waymark.events.tracking.Checkpoint;
import dev.waymark.events.tracking.CheckpointId;
import dev.waymark.events.tracking.Direction;
import dev.waymark.events.tracking.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * How a checkpoint is read. Its pointers start at the item of the list, or at the message where there is no list.
 *
 * @param each the list of checkpoints; absent when the message is one itself
 * @param identity what tells a checkpoint from all others of its parcel, as printed: a mended time format or code
 *     table must not make another checkpoint of it
 * @param returnWhen when it happened on the way back
 * @param retractedWhen when it says that this very checkpoint never happened
 */
record CheckpointRule(
        @Nullable JsonPointer each,
        @JsonProperty(required = true) TimeFormat occurredAt,
        @JsonProperty(required = true) CodeTable codes,
        @JsonProperty(required = true) List<TextAt> identity,
        @Nullable PlaceRule place,
        @Nullable WordsRule words,
        @Nullable DetailsRule details,
        @Nullable Condition returnWhen,
        @Nullable Condition retractedWhen) {

    private static final String RETRACTION = "retraction";

    CheckpointRule {
        identity = List.copyOf(identity);
        if (identity.isEmpty()) {
            throw new IllegalArgumentException("identity: none (expected: at least one field)");
        }
    }

    /** The items to read one checkpoint from each. */
    Iterable<JsonNode> itemsOf(JsonNode message) {
        if (each == null) {
            return List.of(message);
        }
        var items = message.at(each);
        if (!items.isArray() && !items.isNull() && !items.isMissingNode()) {
            throw new NotReadable("checkpoints at %s (expected: a list)".formatted(each));
        }
        return items;
    }

    Checkpoint read(
            JsonNode item, ShipmentKey shipment, String message, boolean messageReturns, Consumer<String> unmapped) {
        var entry = codes.lookUp(item);
        if (entry.isUnmapped()) {
            unmapped.accept(entry.code());
        }
        var meaning = entry.meaning();
        var returning = messageReturns || meaning.startsOrContinuesReturn() || holds(returnWhen, item);
        var identified = identity(item, message);
        var id = CheckpointId.of(shipment, identified);
        var retracts = holds(retractedWhen, item);
        return new Checkpoint(
                retracts ? retractionId(shipment, identified) : id,
                retracts ? new Fact.Retraction(id) : meaning.fact(returning),
                returning ? Direction.RETURN : Direction.FORWARD,
                occurredAt.in(item, "occurredAt"),
                place == null ? null : place.in(item),
                (details == null ? DetailsRule.NONE : details).in(item, meaning),
                (words == null ? WordsRule.CODE_ONLY : words).in(item, entry.code()));
    }

    private List<String> identity(JsonNode item, String message) {
        var identified = new ArrayList<String>(identity.size() + 1);
        identified.add(message);
        for (var field : identity) {
            var text = field.in(item);
            identified.add(text == null ? "" : text);
        }
        return identified;
    }

    private static CheckpointId retractionId(ShipmentKey shipment, List<String> identified) {
        var retraction = new ArrayList<>(identified);
        retraction.add(RETRACTION);
        return CheckpointId.of(shipment, retraction);
    }

    private static boolean holds(@Nullable Condition condition, JsonNode item) {
        return condition != null && condition.holds(item);
    }
}
