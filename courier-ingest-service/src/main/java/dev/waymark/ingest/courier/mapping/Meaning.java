package dev.waymark.ingest.courier.mapping;

import dev.waymark.events.tracking.Cause;
import dev.waymark.events.tracking.Fact;
import dev.waymark.events.tracking.Notice;
import dev.waymark.events.tracking.ReturnReason;
import dev.waymark.events.tracking.SubStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a courier's code table: for these values, this meaning.
 *
 * @param when per field of the table's key the values it is for; a field not named may have any
 * @param status what happened; or
 * @param notice what kind of news without movement it is
 */
record Meaning(
        @Nullable Map<String, List<String>> when,
        @Nullable SubStatus status,
        @Nullable Notice notice,
        @Nullable ReturnReason returnReason,
        @Nullable Cause cause,
        boolean actionRequired) {

    /** Of a code that no row is for. */
    static final Meaning UNMAPPED = new Meaning(null, SubStatus.UNMAPPED, null, null, null, false);

    Meaning {
        when = when == null ? Map.of() : Map.copyOf(when);
        if ((status == null) == (notice == null)) {
            throw new IllegalArgumentException("row (expected: exactly one of status, notice)");
        }
    }

    /** The values that this row is for in {@code field}; empty when it is for any. */
    List<String> valuesOf(String field) {
        return when == null ? List.of() : when.getOrDefault(field, List.of());
    }

    /**
     * What it says of a parcel on its way, or on its way back. There it goes to the sender: whoever "has received" it
     * is the sender, and "out for delivery" must not call the customer to the door.
     */
    Fact fact(boolean returning) {
        if (notice != null) {
            return new Fact.News(notice);
        }
        var said = status == null ? SubStatus.UNMAPPED : status;
        return new Fact.Status(returning ? onTheWayBack(said) : said);
    }

    boolean startsOrContinuesReturn() {
        return status != null
                && switch (status.milestone()) {
                    case RETURNING, RETURNED -> true;
                    case UNKNOWN,
                            PRE_TRANSIT,
                            IN_TRANSIT,
                            CUSTOMS,
                            OUT_FOR_DELIVERY,
                            READY_FOR_PICKUP,
                            ATTEMPT_FAILED,
                            EXCEPTION,
                            DELIVERED,
                            CANCELLED -> false;
                };
    }

    private static SubStatus onTheWayBack(SubStatus said) {
        return switch (said.milestone()) {
            case DELIVERED -> SubStatus.RETURNED_TO_SENDER;
            case IN_TRANSIT, OUT_FOR_DELIVERY, READY_FOR_PICKUP -> SubStatus.RETURN_MOVING;
            case UNKNOWN, PRE_TRANSIT, CUSTOMS, ATTEMPT_FAILED, EXCEPTION, RETURNING, RETURNED, CANCELLED -> said;
        };
    }
}
