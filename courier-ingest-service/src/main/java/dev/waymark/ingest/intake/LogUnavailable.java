package dev.waymark.ingest.intake;

import org.jspecify.annotations.Nullable;

/** The log did not confirm in time. Nothing is promised to the courier, who will repeat. */
public final class LogUnavailable extends RuntimeException {

    public LogUnavailable(String reason, @Nullable Throwable cause) {
        // One per webhook while the broker is away: it must be cheap, and where it was thrown says nothing.
        super(reason, cause, false, false);
    }
}
