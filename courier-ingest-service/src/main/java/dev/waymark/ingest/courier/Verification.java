package dev.waymark.ingest.courier;

import java.util.function.Function;

/** What became of the question whether a webhook is its courier's own. */
public sealed interface Verification {

    <T> T match(Function<Authentic, T> authentic, Function<Refused, T> refused);

    /** It is. */
    record Authentic(VerifiedPayload payload) implements Verification {
        @Override
        public <T> T match(Function<Authentic, T> authentic, Function<Refused, T> refused) {
            return authentic.apply(this);
        }
    }

    /** It is not, or nobody can tell. */
    record Refused(Refusal refusal) implements Verification {
        @Override
        public <T> T match(Function<Authentic, T> authentic, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
