package dev.waymark.ingest.courier;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer in a courier's own terms.
 *
 * @param body what it wants to read, with {@code {now}} for the time of answering; nothing when absent
 * @param contentType of the body; JSON when absent
 */
public record Answer(
        int status, @Nullable String body, @Nullable String contentType) {

    private static final String NOW = "{now}";

    public Answer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: %d (expected: 200..599)".formatted(status));
        }
    }

    /** A status and nothing else. */
    public static Answer of(int status) {
        return new Answer(status, null, null);
    }

    public boolean isSuccess() {
        return status < 300;
    }

    /** The body to send at {@code now}. */
    public @Nullable String bodyAt(Instant now) {
        return body == null
                ? null
                : body.replace(NOW, now.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
