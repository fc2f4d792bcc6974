package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.Cause;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.ReturnReason;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a courier says more than the status. What the code table says of it goes first. */
record DetailsRule(
        @Nullable FieldSelector returnReason,
        @Nullable FieldSelector cause,
        @Nullable FieldSelector attemptNumber,
        @Nullable FieldSelector storageDeadline,
        @Nullable FieldSelector actionRequired,
        @Nullable FieldSelector legCarrier,
        @Nullable FieldSelector legTrackingNumber) {

    static final DetailsRule NONE = new DetailsRule(null, null, null, null, null, null, null);

    @Nullable
    Details in(JsonContext item, CodeTableRow meaning) {
        var details = new Details(
                meaning.returnReason() != null
                        ? meaning.returnReason()
                        : read("returnReason", returnReason, item, ReturnReason::valueOf),
                meaning.cause() != null ? meaning.cause() : read("cause", cause, item, Cause::valueOf),
                read("attemptNumber", attemptNumber, item, Integer::valueOf),
                read("storageDeadline", storageDeadline, item, LocalDate::parse),
                meaning.actionRequired()
                        || Boolean.TRUE.equals(read("actionRequired", actionRequired, item, Boolean::valueOf)),
                read("legCarrier", legCarrier, item, Function.identity()),
                read("legTrackingNumber", legTrackingNumber, item, TrackingNumber::new));
        return details.equals(Details.NONE) ? null : details;
    }

    private static <T> @Nullable T read(
            String field, @Nullable FieldSelector at, JsonContext item, Function<String, T> parse) {
        var text = at == null ? null : at.in(item);
        if (at == null || text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (RuntimeException notOne) {
            throw at.unreadable(field, "one of ours");
        }
    }
}
