package dev.waymark.notifications.sending;

import java.util.function.Function;

/** How a provider answered. Reasons hold codes only: what servers write beside them quotes addresses. */
public sealed interface Handover {

    <T> T match(
            Function<Taken, T> taken,
            Function<Refused, T> refused,
            Function<Unreachable, T> unreachable,
            Function<Unsure, T> unsure);

    /**
     * The provider has it.
     *
     * @param segments what is billed: 1 for an e-mail
     */
    record Taken(int segments) implements Handover {
        @Override
        public <T> T match(
                Function<Taken, T> taken,
                Function<Refused, T> refused,
                Function<Unreachable, T> unreachable,
                Function<Unsure, T> unsure) {
            return taken.apply(this);
        }
    }

    /** The provider does not want it, now or later. */
    record Refused(String reason) implements Handover {
        @Override
        public <T> T match(
                Function<Taken, T> taken,
                Function<Refused, T> refused,
                Function<Unreachable, T> unreachable,
                Function<Unsure, T> unsure) {
            return refused.apply(this);
        }
    }

    /** The provider surely does not have it, and may take it later. */
    record Unreachable(String reason) implements Handover {
        @Override
        public <T> T match(
                Function<Taken, T> taken,
                Function<Refused, T> refused,
                Function<Unreachable, T> unreachable,
                Function<Unsure, T> unsure) {
            return unreachable.apply(this);
        }
    }

    /** The answer got lost: the provider may have it. */
    record Unsure(String reason) implements Handover {
        @Override
        public <T> T match(
                Function<Taken, T> taken,
                Function<Refused, T> refused,
                Function<Unreachable, T> unreachable,
                Function<Unsure, T> unsure) {
            return unsure.apply(this);
        }
    }
}
