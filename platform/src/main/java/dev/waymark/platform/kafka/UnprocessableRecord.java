package dev.waymark.platform.kafka;

import org.jspecify.annotations.Nullable;

/** A record that cannot be processed, now or later. Its message becomes a header and a log line: it quotes no value. */
public class UnprocessableRecord extends RuntimeException {

    public UnprocessableRecord(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
