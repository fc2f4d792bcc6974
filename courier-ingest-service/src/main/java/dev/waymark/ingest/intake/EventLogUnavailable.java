package dev.waymark.ingest.intake;

import org.jspecify.annotations.Nullable;

/** The event log did not confirm or answer in time. A courier gets no 2xx and sends the webhook again. */
public final class EventLogUnavailable extends RuntimeException {

    public EventLogUnavailable(String reason, @Nullable Throwable cause) {
        // Without a stack trace: one is thrown per webhook while the broker is away, and its origin is no news.
        super(reason, cause, false, false);
    }
}
