package dev.waymark.contract.view;

import org.jspecify.annotations.Nullable;

/** A link that is to be opened or renewed. */
public record LinkRequest(@Nullable String token) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "LinkRequest[…]";
    }
}
