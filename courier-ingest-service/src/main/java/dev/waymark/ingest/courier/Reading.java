package dev.waymark.ingest.courier;

import dev.waymark.contract.tracking.TrackingEvent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a courier's payload says to us. */
public sealed interface Reading {

    <T> T match(Function<Tracked, T> tracked, Function<NothingNew, T> nothingNew, Function<Unreadable, T> unreadable);

    /**
     * News of parcels.
     *
     * @param unmapped codes that the courier's table does not know; their checkpoints are {@code UNMAPPED}
     */
    record Tracked(List<TrackingEvent> events, List<String> unmapped) implements Reading {

        public Tracked {
            events = List.copyOf(events);
            unmapped = List.copyOf(unmapped);
        }

        @Override
        public <T> T match(
                Function<Tracked, T> tracked, Function<NothingNew, T> nothingNew, Function<Unreadable, T> unreadable) {
            return tracked.apply(this);
        }
    }

    /**
     * Understood, and no news of a parcel.
     *
     * @param reason why, in a word of the mapping's
     * @param kept whether the raw webhook goes to the log all the same, for a later mapping may see news in it
     * @param answer what the courier wants to hear to this; its usual answer when absent
     */
    record NothingNew(String reason, boolean kept, @Nullable Answer answer) implements Reading {
        @Override
        public <T> T match(
                Function<Tracked, T> tracked, Function<NothingNew, T> nothingNew, Function<Unreadable, T> unreadable) {
            return nothingNew.apply(this);
        }
    }

    /**
     * The mapping does not understand it; a mended one may.
     *
     * @param reason what was expected where; never the payload's own words, for they may be personal
     */
    record Unreadable(String reason) implements Reading {
        @Override
        public <T> T match(
                Function<Tracked, T> tracked, Function<NothingNew, T> nothingNew, Function<Unreadable, T> unreadable) {
            return unreadable.apply(this);
        }
    }
}
