package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Which order is looked for.
 *
 * @param number of the order or of one of its shipments
 * @param contact the customer's e-mail address or phone number
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LookupRequest(
        @Nullable String number, @Nullable String contact) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "LookupRequest[…]";
    }
}
