package dev.waymark.ingest.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What came of reading a webhook in quarantine once more. */
public sealed interface Replay {

    String rawId();

    <T> T match(
            Function<Published, T> published,
            Function<NothingNew, T> nothingNew,
            Function<StillUnreadable, T> stillUnreadable,
            Function<AlreadySettled, T> alreadySettled,
            Function<NotConnected, T> notConnected);

    /**
     * Its events are in the log, and it is settled.
     *
     * @param unmapped codes that the courier's table does not know
     */
    record Published(String rawId, int events, List<String> unmapped) implements Replay {

        public Published {
            unmapped = List.copyOf(unmapped);
        }

        @Override
        public <T> T match(
                Function<Published, T> published,
                Function<NothingNew, T> nothingNew,
                Function<StillUnreadable, T> stillUnreadable,
                Function<AlreadySettled, T> alreadySettled,
                Function<NotConnected, T> notConnected) {
            return published.apply(this);
        }
    }

    /** The mapping understands it now, and it is no news; it is settled. */
    record NothingNew(String rawId, String reason) implements Replay {
        @Override
        public <T> T match(
                Function<Published, T> published,
                Function<NothingNew, T> nothingNew,
                Function<StillUnreadable, T> stillUnreadable,
                Function<AlreadySettled, T> alreadySettled,
                Function<NotConnected, T> notConnected) {
            return nothingNew.apply(this);
        }
    }

    /** It stays where it is. */
    record StillUnreadable(String rawId, String reason) implements Replay {
        @Override
        public <T> T match(
                Function<Published, T> published,
                Function<NothingNew, T> nothingNew,
                Function<StillUnreadable, T> stillUnreadable,
                Function<AlreadySettled, T> alreadySettled,
                Function<NotConnected, T> notConnected) {
            return stillUnreadable.apply(this);
        }
    }

    /** Somebody was here before. */
    record AlreadySettled(String rawId, Instant at) implements Replay {
        @Override
        public <T> T match(
                Function<Published, T> published,
                Function<NothingNew, T> nothingNew,
                Function<StillUnreadable, T> stillUnreadable,
                Function<AlreadySettled, T> alreadySettled,
                Function<NotConnected, T> notConnected) {
            return alreadySettled.apply(this);
        }
    }

    /** Its courier is not connected here any more, so nobody knows how to read it. */
    record NotConnected(String rawId) implements Replay {
        @Override
        public <T> T match(
                Function<Published, T> published,
                Function<NothingNew, T> nothingNew,
                Function<StillUnreadable, T> stillUnreadable,
                Function<AlreadySettled, T> alreadySettled,
                Function<NotConnected, T> notConnected) {
            return notConnected.apply(this);
        }
    }
}
