package dev.waymark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** The shop's own number of an order, as the customer reads it in the confirmation. One shop never uses it twice. */
public record OrderNumber(@JsonValue String value) {

    private static final Pattern PATTERN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/#-]{0,39}");

    public OrderNumber {
        value = VisibleText.number(value);
        Checks.matching("orderNumber", value, PATTERN, "1..40 letters, digits, and . _ / # -");
    }

    /** The same for every spelling a person may type: letters in upper case. */
    public String normalized() {
        return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
