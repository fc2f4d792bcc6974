package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.tracking.TrackingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be published. Nothing was.
 *
 * @param mapping which one read it, such as {@code cdek/1}
 * @param unmapped codes that the courier's table does not know
 * @param reason why it is ignored, or unmappable
 * @param mistakes in the mapping that was sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DryRunResponse(
        Outcome outcome,
        @Nullable String mapping,
        List<TrackingEvent> events,
        List<String> unmapped,
        @Nullable String reason,
        List<MappingMistake> mistakes) {

    public DryRunResponse {
        events = List.copyOf(events);
        unmapped = List.copyOf(unmapped);
        mistakes = List.copyOf(mistakes);
    }

    /** How it ended. */
    public enum Outcome {
        @JsonAlias("TRACKED")
        MAPPED,
        @JsonAlias("NOTHING_NEW")
        IGNORED,
        @JsonAlias("UNREADABLE")
        UNMAPPABLE,
        MAPPING_INVALID
    }

    /** Where in a mapping file something else was expected, counted from 1, and what. */
    public record MappingMistake(String file, int line, int column, String expectation) {}
}
