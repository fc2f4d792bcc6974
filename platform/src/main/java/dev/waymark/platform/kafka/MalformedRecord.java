package dev.waymark.platform.kafka;

/** A record that is not JSON of the type that its topic holds. */
public final class MalformedRecord extends UnprocessableRecord {

    MalformedRecord(String reason) {
        super(reason);
    }

    MalformedRecord(String reason, Throwable cause) {
        super(reason, cause);
    }
}
