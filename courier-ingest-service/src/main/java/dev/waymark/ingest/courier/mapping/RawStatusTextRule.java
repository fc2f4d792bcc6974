package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.tracking.RawStatusText;
import org.jspecify.annotations.Nullable;

/**
 * Where the courier's own words stand.
 *
 * @param code the courier's code, where it is another than what the code table is asked for
 * @param textWithout what to cut out of the text: names of people, for the text is kept for ever
 */
record RawStatusTextRule(
        @Nullable FieldSelector code,
        @Nullable FieldSelector status,
        @Nullable FieldSelector text,
        @Nullable TextPattern textWithout) {

    static final RawStatusTextRule CODE_ONLY = new RawStatusTextRule(null, null, null, null);

    RawStatusText in(JsonContext item, @Nullable String lookedUp) {
        var printedCode = code == null ? null : code.in(item);
        return new RawStatusText(
                printedCode == null ? lookedUp : printedCode,
                status == null ? null : status.in(item),
                text == null ? null : impersonal(text.in(item)));
    }

    private @Nullable String impersonal(@Nullable String said) {
        if (said == null || textWithout == null) {
            return said;
        }
        var left = textWithout.removedFrom(said).strip();
        return left.isEmpty() ? null : left;
    }
}
