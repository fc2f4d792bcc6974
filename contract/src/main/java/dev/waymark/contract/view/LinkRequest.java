package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A link that is to be opened or renewed.
 *
 * @param matched true where whoever asks has also named a number of the order and a contact of it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LinkRequest(
        @Nullable String token,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean matched) {

    public LinkRequest(@Nullable String token) {
        this(token, null);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LinkRequest[…]";
    }
}
