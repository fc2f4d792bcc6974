package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.tracking.Cause;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of a courier's code table: for these values, this meaning.
 *
 * @param when per field of the table's key the values it is for; a field not named may have any
 * @param containing per field a pattern that matches somewhere in its value; for couriers whose text decides
 * @param status what happened; or
 * @param notice what kind of news without movement it is; or
 * @param nothingNew that it is no news at all
 * @param direction which way the parcel goes, where the code says so better than the message around it
 */
record CodeTableRow(
        @Nullable Map<String, List<String>> when,
        @Nullable Map<String, TextPattern> containing,
        @Nullable SubStatus status,
        @Nullable Notice notice,
        boolean nothingNew,
        @Nullable Direction direction,
        @Nullable ReturnReason returnReason,
        @Nullable Cause cause,
        boolean actionRequired) {

    /** Of a code that no row is for. */
    static final CodeTableRow UNMAPPED = of(SubStatus.UNMAPPED, null);

    CodeTableRow {
        when = when == null ? Map.of() : Map.copyOf(when);
        containing = containing == null ? Map.of() : Map.copyOf(containing);
        if (Stream.of(status != null, notice != null, nothingNew)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new IllegalArgumentException("row (expected: exactly one of status, notice, nothingNew)");
        }
    }

    /** A row for any values that says no more than this. */
    static CodeTableRow of(@Nullable SubStatus status, @Nullable Notice notice) {
        return new CodeTableRow(null, null, status, notice, false, null, null, null, false);
    }

    /** The fields that it looks at. */
    Stream<String> fields() {
        return Stream.concat(given(when).keySet().stream(), given(containing).keySet().stream());
    }

    /** The values that this row is for in {@code field}; empty when it is for any. */
    List<String> valuesOf(String field) {
        return given(when).getOrDefault(field, List.of());
    }

    @Nullable
    TextPattern patternOf(String field) {
        return given(containing).get(field);
    }

    /** Whether the parcel is on its way back. */
    boolean isReturning(boolean messageSaysSo) {
        return direction == null ? messageSaysSo || startsOrContinuesReturn() : direction == Direction.RETURN;
    }

    /**
     * What it says of a parcel on its way, or on its way back. There it goes to the sender: whoever "has received" it
     * is the sender, and "out for delivery" must not call the customer to the door.
     */
    Fact fact(boolean returning) {
        if (notice != null) {
            return new Fact.Information(notice);
        }
        var said = status == null ? SubStatus.UNMAPPED : status;
        return new Fact.Status(returning ? onTheWayBack(said) : said);
    }

    private boolean startsOrContinuesReturn() {
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

    private static <T> Map<String, T> given(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}
