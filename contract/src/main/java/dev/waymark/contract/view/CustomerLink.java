package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A link that opens an order for whoever has it: so it is in no log.
 *
 * @param url absolute, or relative to the API
 */
public record CustomerLink(@JsonValue String url) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CustomerLink {}

    /** Without the secret. */
    @Override
    public String toString() {
        return "CustomerLink[…]";
    }
}
