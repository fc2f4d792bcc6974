package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.Answer;
import dev.waymark.ingest.courier.Refusal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a webhook, as far as its sender is told. */
public sealed interface Outcome {

    <T> T match(Function<Taken, T> taken, Function<Refused, T> refused);

    /**
     * It is in the log or in quarantine, or is no news: it need not come again.
     *
     * @param answer by which its courier understands so
     */
    record Taken(Answer answer) implements Outcome {
        @Override
        public <T> T match(Function<Taken, T> taken, Function<Refused, T> refused) {
            return taken.apply(this);
        }
    }

    /**
     * It was not let in.
     *
     * @param answer the courier's own words for that; the usual problem when absent
     */
    record Refused(Refusal refusal, @Nullable Answer answer) implements Outcome {
        @Override
        public <T> T match(Function<Taken, T> taken, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
