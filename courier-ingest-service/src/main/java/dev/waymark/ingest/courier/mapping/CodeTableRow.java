package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.waymark.contract.tracking.DelayReason;
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
 * A row of a courier's code table: what these values mean. Exactly one of {@code status}, {@code notice} and
 * {@code ignored} is given.
 *
 * @param when per field of the table's key the values that match; a field that is not named matches any
 * @param containing per field a pattern that matches somewhere in its value; for couriers whose text decides
 * @param ignored whether the checkpoint is left out
 * @param direction the direction of the shipment, where the code gives it better than the message around it
 */
record CodeTableRow(
        Map<String, List<String>> when,
        Map<String, TextPattern> containing,
        @Nullable SubStatus status,
        @Nullable Notice notice,
        @JsonAlias("nothingNew") boolean ignored,
        @Nullable Direction direction,
        @Nullable ReturnReason returnReason,
        @Nullable DelayReason cause,
        boolean actionRequired) {

    /** For a code without a row. */
    static final CodeTableRow UNMAPPED = of(SubStatus.UNMAPPED, null);

    CodeTableRow {
        when = Map.copyOf(when);
        containing = Map.copyOf(containing);
        var givenMeanings = Stream.of(status != null, notice != null, ignored).filter(given -> given);
        check(givenMeanings.count() == 1, "row (expected: exactly one of status, notice, ignored)");
    }

    /** How many values it names. */
    int values() {
        return when.values().stream().mapToInt(List::size).sum();
    }

    /** A row for any values, without details. */
    static CodeTableRow of(@Nullable SubStatus status, @Nullable Notice notice) {
        return new CodeTableRow(Map.of(), Map.of(), status, notice, false, null, null, null, false);
    }

    Stream<String> fields() {
        return Stream.concat(when.keySet().stream(), containing.keySet().stream());
    }

    /** The values that match in {@code field}; any when empty. */
    List<String> valuesOf(String field) {
        return when.getOrDefault(field, List.of());
    }

    /** @param values each of the field of {@code fields} with the same index */
    boolean matches(List<String> fields, String[] values) {
        for (var i = 0; i < values.length; i++) {
            var accepted = valuesOf(fields.get(i));
            var pattern = containing.get(fields.get(i));
            if ((!accepted.isEmpty() && !accepted.contains(values[i]))
                    || (pattern != null && !pattern.isIn(values[i]))) {
                return false;
            }
        }
        return true;
    }

    boolean isReturning(boolean messageIsReturning) {
        return direction == null ? messageIsReturning || isReturnStatus() : direction == Direction.RETURN;
    }

    /** The fact of a shipment on its way, or on its way back. */
    Fact fact(boolean returning) {
        if (notice != null) {
            return new Fact.Information(notice);
        }
        var given = status == null ? SubStatus.UNMAPPED : status;
        return new Fact.Status(returning ? given.onTheWayBack() : given);
    }

    private boolean isReturnStatus() {
        return status != null && status.isReturn();
    }
}
