package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import tools.jackson.core.JsonPointer;

/**
 * A JSON Pointer (RFC 6901) from the item being read; each {@code ^} in front of it starts one list further out, such as
 * {@code ^/eventTime} for a parcel inside an event's list of parcels.
 */
record RelativeJsonPointer(int outwards, JsonPointer path) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RelativeJsonPointer parse(String text) {
        var outwards = 0;
        while (outwards < text.length() && text.charAt(outwards) == '^') {
            outwards++;
        }
        return new RelativeJsonPointer(outwards, JsonPointer.compile(text.substring(outwards)));
    }

    @Override
    public String toString() {
        return "^".repeat(outwards) + path;
    }
}
