package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.ReturnReason;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects a checkpoint's details. What its row in the code table says takes precedence. */
record DetailsRule(
        FieldSelector returnReason,
        FieldSelector cause,
        FieldSelector attemptNumber,
        FieldSelector storageDeadline,
        FieldSelector actionRequired,
        FieldSelector legCarrier,
        FieldSelector legTrackingNumber)
        implements Rule {

    static final DetailsRule NONE = new DetailsRule(
            FieldSelector.NONE,
            FieldSelector.NONE,
            FieldSelector.NONE,
            FieldSelector.NONE,
            FieldSelector.NONE,
            FieldSelector.NONE,
            FieldSelector.NONE);

    @Nullable
    Details in(JsonContext item, CodeTableRow row) {
        var details = new Details(
                row.returnReason() != null
                        ? row.returnReason()
                        : parsed(returnReason, item, "returnReason", ReturnReason::valueOf),
                row.cause() != null ? row.cause() : parsed(cause, item, "cause", DelayReason::valueOf),
                parsed(attemptNumber, item, "attemptNumber", Integer::valueOf),
                storageDeadline.parsedIn(item, "storageDeadline", "a day of this century", DetailsRule::day),
                row.actionRequired() || Boolean.parseBoolean(actionRequired.in(item)),
                legCarrier.in(item),
                parsed(legTrackingNumber, item, "legTrackingNumber", TrackingNumber::new));
        return details.equals(Details.NONE) ? null : details;
    }

    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(
                returnReason, cause, attemptNumber, storageDeadline, actionRequired, legCarrier, legTrackingNumber);
    }

    private static LocalDate day(String text) {
        return EtaRule.ofThisCentury(LocalDate.parse(text));
    }

    private static <T> @Nullable T parsed(
            FieldSelector selector, JsonContext item, String field, Function<String, T> parser) {
        return selector.parsedIn(item, field, "one of ours", parser);
    }
}
