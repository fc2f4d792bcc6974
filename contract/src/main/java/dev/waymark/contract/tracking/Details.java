package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Checks;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.VisibleText;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What some couriers say beside the status; every part may be absent.
 *
 * @param attemptNumber 1 for the first delivery attempt
 * @param storageDeadline the last day on which the recipient can collect the parcel, at its place
 * @param actionRequired whether the recipient has to do something for the parcel to go on
 * @param legCarrier the partner courier that carries it from here, in the courier's words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Details(
        @Nullable ReturnReason returnReason,
        @Nullable DelayReason cause,
        @Nullable Integer attemptNumber,
        @Nullable LocalDate storageDeadline,
        boolean actionRequired,
        @Nullable String legCarrier,
        @Nullable TrackingNumber legTrackingNumber) {

    /** A day that no calendar has, which an earlier release may have published, is read as none. */
    public Details {
        storageDeadline = storageDeadline != null && Checks.isInCalendar(storageDeadline) ? storageDeadline : null;
        legCarrier = legCarrier == null ? null : VisibleText.undirected(legCarrier);
    }

    public static final Details NONE = new Details(null, null, null, null, false, null, null);
}
