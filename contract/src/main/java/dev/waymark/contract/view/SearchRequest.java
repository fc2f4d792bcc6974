package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What support searches for, in one text. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SearchRequest(@Nullable String query) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "SearchRequest[…]";
    }
}
