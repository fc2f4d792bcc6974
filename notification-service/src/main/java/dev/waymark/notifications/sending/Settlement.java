package dev.waymark.notifications.sending;

import java.time.Instant;
import java.util.function.Function;

/** Whether an update is dealt with. */
public sealed interface Settlement {

    static Settlement settled() {
        return new Settled();
    }

    <T> T match(Function<Settled, T> settled, Function<Again, T> again);

    /** Both, as one: what is to be done again decides, the earlier time first. */
    default Settlement and(Settlement other) {
        return match(
                settled -> other,
                again -> other.match(
                        settled -> again,
                        otherAgain -> again.notBefore().isBefore(otherAgain.notBefore()) ? again : otherAgain));
    }

    /** For good. */
    record Settled() implements Settlement {
        @Override
        public <T> T match(Function<Settled, T> settled, Function<Again, T> again) {
            return settled.apply(this);
        }
    }

    /** Something is left to do, at {@code notBefore} at the earliest. */
    record Again(Instant notBefore, String why) implements Settlement {
        @Override
        public <T> T match(Function<Settled, T> settled, Function<Again, T> again) {
            return again.apply(this);
        }
    }
}
