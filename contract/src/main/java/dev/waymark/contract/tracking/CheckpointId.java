package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.waymark.contract.Digests;
import dev.waymark.contract.ShipmentKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names one scan or fact by its content, so that the same scan reported twice, by another delivery or inside a longer
 * history, is one checkpoint.
 */
public record CheckpointId(@JsonValue String value) {

    public CheckpointId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("checkpointId: \"%s\" (expected: 1..64 characters)".formatted(value));
        }
    }

    /** The id of the checkpoint that {@code identity} tells apart from all others of its parcel. */
    public static CheckpointId of(ShipmentKey shipment, List<String> identity) {
        var facts = Stream.concat(Stream.of(shipment.toString()), identity.stream());
        return new CheckpointId(Digests.of(facts.toArray(String[]::new)));
    }

    @Override
    public String toString() {
        return value;
    }
}
