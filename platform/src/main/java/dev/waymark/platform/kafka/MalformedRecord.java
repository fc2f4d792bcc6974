package dev.waymark.platform.kafka;

import org.jspecify.annotations.Nullable;

/** A record that is not JSON of the type that its topic holds. */
final class MalformedRecord extends UnprocessableRecord {

    MalformedRecord(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
