package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.waymark.contract.tracking.RawStatusText;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the courier's own code and texts.
 *
 * @param code the code, where it differs from what the code table looks up
 * @param removeFromText what to cut out of the text: names of people, for the text is stored for ever
 */
record RawStatusTextRule(
        FieldSelector code,
        FieldSelector status,
        FieldSelector text,
        @JsonAlias("textWithout") @Nullable TextPattern removeFromText)
        implements Rule {

    static final RawStatusTextRule CODE_ONLY =
            new RawStatusTextRule(FieldSelector.NONE, FieldSelector.NONE, FieldSelector.NONE, null);

    RawStatusText in(JsonContext item, @Nullable String lookedUpCode) {
        var ownCode = code.in(item);
        return new RawStatusText(
                ownCode == null ? lookedUpCode : ownCode, status.in(item), withoutNames(text.in(item)));
    }

    /** Of a text from which names are removed, nothing is shown: in the payload they are still there. */
    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(code, status, removeFromText == null ? text : null);
    }

    private @Nullable String withoutNames(@Nullable String text) {
        if (text == null || removeFromText == null) {
            return text;
        }
        var rest = removeFromText.removedFrom(text).strip();
        return rest.isEmpty() ? null : rest;
    }
}
