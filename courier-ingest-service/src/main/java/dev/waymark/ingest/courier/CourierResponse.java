package dev.waymark.ingest.courier;

import static dev.waymark.contract.Checks.check;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response in the form that a courier expects.
 *
 * @param body with {@code {now}} for the time of the response; none when absent
 * @param contentType of the body; JSON when absent
 */
public record CourierResponse(
        int status, @Nullable String body, @Nullable String contentType) {

    public CourierResponse {
        check(status >= 200 && status <= 599, "status: %d (expected: 200..599)".formatted(status));
    }

    /** A response without a body. */
    public static CourierResponse of(int status) {
        return new CourierResponse(status, null, null);
    }

    public boolean isSuccess() {
        return status < 300;
    }

    /** The body to send at {@code now}. */
    public @Nullable String bodyAt(Instant now) {
        return body == null
                ? null
                : body.replace("{now}", now.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
