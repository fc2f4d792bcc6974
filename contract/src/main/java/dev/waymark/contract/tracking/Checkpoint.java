package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** One scan or fact with a time and maybe a place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Checkpoint(
        CheckpointId id,
        Fact fact,
        Direction direction,
        CheckpointTime time,
        @Nullable Place place,
        @Nullable Details details,
        @JsonProperty("courierWords") RawStatusText rawStatus) {

    /** A fact of a kind that only a newer version knows, read as none, is one more thing that the courier said. */
    public Checkpoint {
        fact = fact == null ? new Fact.Status(SubStatus.UNMAPPED) : fact;
    }

    /** What the courier said beside the status, {@link Details#NONE} when it said nothing. */
    public Details detailsOrNone() {
        return details == null ? Details.NONE : details;
    }
}
