package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import tools.jackson.core.JsonPointer;

/**
 * A JSON Pointer (RFC 6901) from the current item; each {@code ^} in front of it goes one enclosing list up, such as
 * {@code ^/eventTime} for a shipment inside an event's list of shipments.
 */
record RelativeJsonPointer(int levelsUp, JsonPointer path) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RelativeJsonPointer parse(String text) {
        var path = text.replaceFirst("^\\^+", "");
        return new RelativeJsonPointer(text.length() - path.length(), JsonPointer.compile(path));
    }

    @Override
    public String toString() {
        return "^".repeat(levelsUp) + path;
    }
}
