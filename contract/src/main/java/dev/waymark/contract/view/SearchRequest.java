package dev.waymark.contract.view;

import org.jspecify.annotations.Nullable;

/** What support searches for, in one text. */
public record SearchRequest(@Nullable String query) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "SearchRequest[…]";
    }
}
