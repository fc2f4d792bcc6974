package dev.waymark.contract.view;

import org.jspecify.annotations.Nullable;

/** An e-mail address or phone number, as somebody typed it. */
public record ContactRequest(@Nullable String contact) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "ContactRequest[…]";
    }
}
