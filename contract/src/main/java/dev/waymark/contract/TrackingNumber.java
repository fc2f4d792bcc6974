package dev.waymark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The courier's identifier of a parcel, without spaces and in upper case, so that what people type, print and scan is
 * one value. Couriers use numbers again after a while: alone it is no key.
 */
public record TrackingNumber(@JsonValue String value) {

    private static final Pattern PATTERN = Pattern.compile("[A-Z0-9][A-Z0-9._/-]{0,49}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

    public TrackingNumber {
        value = SPACES.matcher(value).replaceAll("").toUpperCase(Locale.ROOT);
        Checks.matching("trackingNumber", value, PATTERN, "1..50 letters, digits, and . _ / -");
    }

    @Override
    public String toString() {
        return value;
    }
}
