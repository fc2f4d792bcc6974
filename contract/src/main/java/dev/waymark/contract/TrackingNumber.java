package dev.waymark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The courier's identifier of a parcel, without spaces and in upper case, so that what people type, print and scan is
 * one value. Couriers use numbers again after a while: alone it is no key.
 */
public record TrackingNumber(@JsonValue String value) {

    private static final Pattern PATTERN = Pattern.compile("[A-Z0-9][A-Z0-9._/-]{0,49}");

    public TrackingNumber {
        value = VisibleText.comparable(value);
        Checks.matching("trackingNumber", value, PATTERN, "1..50 letters, digits, and . _ / -");
    }

    @Override
    public String toString() {
        return value;
    }
}
