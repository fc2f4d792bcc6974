package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** An e-mail address or phone number, as somebody typed it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ContactRequest(@Nullable String contact) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "ContactRequest[…]";
    }
}
