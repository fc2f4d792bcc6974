package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.Refusal;
import java.util.function.Function;

/** What became of a webhook, as far as its sender is told. */
public sealed interface Outcome {

    <T> T match(Function<Taken, T> taken, Function<Refused, T> refused);

    /**
     * It is in the log or in quarantine, or is no news: it need not come again.
     *
     * @param status the HTTP status by which its courier understands so
     */
    record Taken(int status) implements Outcome {
        @Override
        public <T> T match(Function<Taken, T> taken, Function<Refused, T> refused) {
            return taken.apply(this);
        }
    }

    /** It was not let in. */
    record Refused(Refusal refusal) implements Outcome {
        @Override
        public <T> T match(Function<Taken, T> taken, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
