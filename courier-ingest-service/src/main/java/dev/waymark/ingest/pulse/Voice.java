package dev.waymark.ingest.pulse;

import dev.waymark.contract.CourierCode;
import java.util.Optional;

/**
 * Whose minutes are told.
 *
 * @param courier a courier's, in which it spoke; without one our own, in which we listened
 */
public record Voice(Optional<CourierCode> courier) {

    /** Ours: what we hear is worth something only beside when we listened. */
    public static final Voice OURS = new Voice(Optional.empty());

    public static Voice of(CourierCode courier) {
        return new Voice(Optional.of(courier));
    }
}
