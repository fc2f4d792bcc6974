package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** A link that is to be opened or renewed. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LinkRequest(@Nullable String token) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "LinkRequest[…]";
    }
}
