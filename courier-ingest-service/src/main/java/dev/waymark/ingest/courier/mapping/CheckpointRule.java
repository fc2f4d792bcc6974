package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * How a checkpoint is read. Its pointers start at the item of the list, or at the parcel where there is no list.
 *
 * @param when what must be true of the parcel for this rule to be read
 * @param each the list of checkpoints, or lists inside lists; absent when the parcel's own fields are one
 * @param orElse what stands for the one checkpoint of an empty list: couriers whose history is late state the latest
 *     status by itself
 * @param undated that the courier names no time: then it is the one when we got it
 * @param id the courier's own name for the checkpoint. Where there is one it alone is the identity: the rest of a scan may
 *     be written otherwise when it is told again
 * @param identity what tells a checkpoint from all others of its parcel, as printed: a mended time format or code
 *     table must not make another checkpoint of it
 * @param returnWhen when it happened on the way back
 * @param retractedWhen when it says that this very checkpoint never happened
 */
record CheckpointRule(
        @Nullable List<Condition> when,
        @Nullable List<JsonPointer> each,
        @Nullable JsonPointer orElse,
        @Nullable List<TimestampRule> occurredAt,
        boolean undated,
        @JsonProperty(required = true) CodeTable codes,
        @Nullable FieldSelector id,
        @JsonProperty(required = true) List<FieldSelector> identity,
        @Nullable PlaceRule place,
        @Nullable RawStatusTextRule words,
        @Nullable DetailsRule details,
        @Nullable Condition returnWhen,
        @Nullable Condition retractedWhen) {

    private static final String RETRACTION = "retraction";

    /** Counted in place of a code where a courier sent nothing but a text that no row is for. */
    private static final String NO_CODE = "none";

    CheckpointRule {
        each = each == null ? List.of() : List.copyOf(each);
        when = when == null ? List.of() : List.copyOf(when);
        identity = List.copyOf(identity);
        occurredAt = occurredAt == null ? List.of() : List.copyOf(occurredAt);
        if (identity.isEmpty()) {
            throw new IllegalArgumentException("identity: none (expected: at least one)");
        }
        if (occurredAt.isEmpty() != undated) {
            throw new IllegalArgumentException("checkpoint (expected: either occurredAt or undated)");
        }
        if (orElse != null && each.isEmpty()) {
            throw new IllegalArgumentException("orElse (expected: with each only)");
        }
    }

    /** Hands every checkpoint of {@code parcel} to {@code read}. */
    void read(JsonContext parcel, Reader reader, Consumer<Checkpoint> read) {
        if (Condition.all(when == null ? List.of() : when, parcel)) {
            items(parcel).forEach(item -> {
                var checkpoint = checkpoint(item, reader);
                if (checkpoint != null) {
                    read.accept(checkpoint);
                }
            });
        }
    }

    /** Where the checkpoints of {@code parcel} stand. */
    List<JsonContext> items(JsonContext parcel) {
        var items = new ArrayList<JsonContext>();
        parcel.forEach(each == null ? List.of() : each, items::add);
        if (items.isEmpty() && orElse != null && parcel.node().at(orElse).isObject()) {
            items.add(new JsonContext(parcel.node().at(orElse), parcel));
        }
        return items;
    }

    private @Nullable Checkpoint checkpoint(JsonContext item, Reader reader) {
        var entry = codes.lookUp(item);
        if (entry.isUnmapped()) {
            reader.unmapped().accept(entry.code() == null ? NO_CODE : entry.code());
        }
        var meaning = entry.meaning();
        if (meaning.nothingNew()) {
            return null;
        }
        var returning = meaning.isReturning(reader.messageReturns() || Condition.holds(returnWhen, item));
        var identified = identity(item, reader.message());
        var id = CheckpointId.of(reader.shipment(), identified);
        var retracts = Condition.holds(retractedWhen, item);
        return new Checkpoint(
                retracts ? retractionId(reader.shipment(), identified) : id,
                retracts ? new Fact.Retraction(id) : meaning.fact(returning),
                returning ? Direction.RETURN : Direction.FORWARD,
                time(item, reader),
                place == null ? null : place.in(item),
                (details == null ? DetailsRule.NONE : details).in(item, meaning),
                (words == null ? RawStatusTextRule.CODE_ONLY : words).in(item, entry.code()));
    }

    private CheckpointTime time(JsonContext item, Reader reader) {
        return occurredAt == null || occurredAt.isEmpty()
                ? new CheckpointTime(reader.receivedAt(), null, ZoneQuality.ASSUMED)
                : TimestampRule.first(occurredAt, item, "occurredAt");
    }

    private List<String> identity(JsonContext item, String message) {
        var own = id == null ? null : id.in(item);
        if (own != null) {
            return List.of(message, own);
        }
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

    /**
     * What a checkpoint's rule has to know of the message around it.
     *
     * @param message the message's name, part of every identity
     */
    record Reader(
            ShipmentKey shipment,
            String message,
            boolean messageReturns,
            Instant receivedAt,
            Consumer<String> unmapped) {}
}
