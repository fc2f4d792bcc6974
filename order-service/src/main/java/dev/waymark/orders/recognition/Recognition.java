package dev.waymark.orders.recognition;

import dev.waymark.contract.CourierCode;
import java.util.List;
import java.util.function.Function;

/** What a tracking number alone tells of its courier. */
public sealed interface Recognition {

    /** The likeliest first. */
    List<Candidate> candidates();

    <T> T match(
            Function<Clear, T> clear,
            Function<Ambiguous, T> ambiguous,
            Function<CheckDigitWrong, T> checkDigitWrong,
            Function<Unrecognised, T> unrecognised);

    /** One courier, and hardly any other. */
    record Clear(CourierCode courier, List<Candidate> candidates) implements Recognition {
        public Clear {
            candidates = List.copyOf(candidates);
        }

        @Override
        public <T> T match(
                Function<Clear, T> clear,
                Function<Ambiguous, T> ambiguous,
                Function<CheckDigitWrong, T> checkDigitWrong,
                Function<Unrecognised, T> unrecognised) {
            return clear.apply(this);
        }
    }

    /**
     * It may well be of one of several.
     *
     * @param couriers all that it may be of, also those whose numbers we know nothing of
     */
    record Ambiguous(List<CourierCode> couriers, List<Candidate> candidates) implements Recognition {
        public Ambiguous {
            couriers = List.copyOf(couriers);
            candidates = List.copyOf(candidates);
        }

        @Override
        public <T> T match(
                Function<Clear, T> clear,
                Function<Ambiguous, T> ambiguous,
                Function<CheckDigitWrong, T> checkDigitWrong,
                Function<Unrecognised, T> unrecognised) {
            return ambiguous.apply(this);
        }
    }

    /** It has the form of somebody's number, and in none of its forms is the check digit right. */
    record CheckDigitWrong(List<Candidate> candidates) implements Recognition {
        public CheckDigitWrong {
            candidates = List.copyOf(candidates);
        }

        @Override
        public <T> T match(
                Function<Clear, T> clear,
                Function<Ambiguous, T> ambiguous,
                Function<CheckDigitWrong, T> checkDigitWrong,
                Function<Unrecognised, T> unrecognised) {
            return checkDigitWrong.apply(this);
        }
    }

    /** It has no form that we know. */
    record Unrecognised() implements Recognition {
        @Override
        public List<Candidate> candidates() {
            return List.of();
        }

        @Override
        public <T> T match(
                Function<Clear, T> clear,
                Function<Ambiguous, T> ambiguous,
                Function<CheckDigitWrong, T> checkDigitWrong,
                Function<Unrecognised, T> unrecognised) {
            return unrecognised.apply(this);
        }
    }
}
