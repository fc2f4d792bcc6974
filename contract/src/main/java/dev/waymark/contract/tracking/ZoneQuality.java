package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far the instant of a scan can be trusted, given what the courier printed. */
public enum ZoneQuality {
    /** The courier printed an offset or a zone. */
    EXPLICIT,
    /** Local time, with the zone found from the place. */
    FROM_LOCATION,
    /** Local time, with the zone the mapping assumes for this courier. */
    ASSUMED,
    /** The courier prints a zone that is known to be wrong at times, such as {@code Z} on local time. */
    @JsonEnumDefaultValue
    SUSPECT,
    /** A date without a time. */
    DATE_ONLY;

    /** Whether the instant is certain, to the courier's own precision. */
    public boolean isCertain() {
        return this == EXPLICIT || this == FROM_LOCATION;
    }
}
