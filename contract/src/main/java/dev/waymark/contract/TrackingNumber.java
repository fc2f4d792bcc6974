package dev.waymark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The courier's identifier of a parcel, without spaces and in upper case, so that what people type, print and scan is
 * one value. Couriers use numbers again after a while: alone it is no key.
 */
public record TrackingNumber(@JsonValue String value) {

    private static final Pattern PATTERN = Pattern.compile("[A-Z0-9][A-Z0-9._/-]{0,49}");

    /** What scanners put before a bar code, and what is printed around GS1's application identifiers in it. */
    private static final Pattern SCANNED =
            Pattern.compile("^\\](?:C1|E0|D2|Q3)|^%(?=[0-9A-Z]{28}$)|\\(([0-9]{2,4})\\)");

    public TrackingNumber {
        value = VisibleText.comparable(value);
        if (!value.isEmpty() && !Character.isLetterOrDigit(value.charAt(0))) {
            value = SCANNED.matcher(value).replaceAll(part -> part.group(1) == null ? "" : part.group(1));
        }
        Checks.matching("trackingNumber", value, PATTERN, "1..50 letters, digits, and . _ / -");
    }

    /** In the form that is canonical for {@code courier}: the same for all spellings of one parcel's number. */
    public TrackingNumber of(CourierCode courier) {
        var canonical = NumberForms.canonical(courier.value(), value);
        return canonical.equals(value) ? this : new TrackingNumber(canonical);
    }

    /** What it may be, whichever courier's it is; itself first. */
    public List<TrackingNumber> candidates() {
        return NumberForms.candidates(value).map(TrackingNumber::new).toList();
    }

    @Override
    public String toString() {
        return value;
    }
}
