package dev.waymark.ingest.rehearsal;

import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.mapping.MappingInvalid;
import java.util.function.Function;

/** What came of a dry run. Nothing was written. */
public sealed interface Rehearsed {

    <T> T match(Function<Read, T> read, Function<Mistake, T> mistake, Function<UnknownCourier, T> unknownCourier);

    /**
     * What the mapping makes of the payload.
     *
     * @param mapping which one, as it would stand in every event
     */
    record Read(String mapping, Reading reading) implements Rehearsed {
        @Override
        public <T> T match(
                Function<Read, T> read, Function<Mistake, T> mistake, Function<UnknownCourier, T> unknownCourier) {
            return read.apply(this);
        }
    }

    /** The mapping cannot be used: where in it, counted from 1, and what was expected there. */
    record Mistake(String file, int line, int column, String expectation) implements Rehearsed {

        static Mistake of(String file, MappingInvalid invalid) {
            return new Mistake(file, invalid.line(), invalid.column(), invalid.expectation());
        }

        @Override
        public <T> T match(
                Function<Read, T> read, Function<Mistake, T> mistake, Function<UnknownCourier, T> unknownCourier) {
            return mistake.apply(this);
        }
    }

    /** No mapping was sent, and we have none of that courier. */
    record UnknownCourier() implements Rehearsed {
        @Override
        public <T> T match(
                Function<Read, T> read, Function<Mistake, T> mistake, Function<UnknownCourier, T> unknownCourier) {
            return unknownCourier.apply(this);
        }
    }
}
