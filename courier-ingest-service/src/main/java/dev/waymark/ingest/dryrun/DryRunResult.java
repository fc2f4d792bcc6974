package dev.waymark.ingest.dryrun;

import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.mapping.InvalidMappingFile;

/** The result of a dry run. */
public sealed interface DryRunResult {

    /**
     * The mapping was applied to the payload.
     *
     * @param mapping its label, as in every event
     */
    record Completed(String mapping, MappingResult result) implements DryRunResult {}

    /** The mapping is invalid: where in it, counted from 1, and what was expected there. */
    record InvalidMapping(String file, int line, int column, String expectation) implements DryRunResult {

        static InvalidMapping of(String file, InvalidMappingFile invalid) {
            return new InvalidMapping(file, invalid.line(), invalid.column(), invalid.expectation());
        }
    }

    /** The request holds no mapping, and there is none of that courier. */
    record UnknownCourier() implements DryRunResult {}
}
