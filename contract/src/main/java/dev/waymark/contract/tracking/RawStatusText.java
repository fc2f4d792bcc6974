package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.VisibleText;
import org.jspecify.annotations.Nullable;

/** What the courier itself called it: untrusted text, shown as such and never interpreted past the mapping. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RawStatusText(
        @Nullable String code,
        @Nullable String status,
        @Nullable String text) {

    public RawStatusText {
        status = status == null ? null : VisibleText.undirected(status);
        text = text == null ? null : VisibleText.undirected(text);
    }
}
