package dev.waymark.ingest.courier.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * Where a courier prints the time that it signs, and how.
 *
 * @param element what it begins with as an element of the signatures' own list, such as {@code t=}
 */
public record SignedTimestamp(
        @Nullable String header,
        @Nullable JsonPointer at,
        @Nullable String element,
        @Nullable Form form) {

    /** Neither sign nor exponent nor space: two texts for one time would be two signatures for it. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    /** How the time is written. */
    public enum Form {
        UNIX_SECONDS,
        UNIX_MILLIS,
        /** With an offset, such as {@code 2024-11-25T16:51:41.000Z}. */
        ISO;

        private Instant read(String text) {
            if (this == ISO) {
                return OffsetDateTime.parse(text).toInstant();
            }
            if (!DIGITS.matcher(text).matches()) {
                throw new DateTimeException("not a time");
            }
            var number = Long.parseLong(text);
            return this == UNIX_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
    }

    public SignedTimestamp {
        form = form == null ? Form.UNIX_SECONDS : form;
        if (element == null) {
            new WebhookField(header, at);
        }
    }

    @Nullable
    WebhookField place() {
        return element == null ? new WebhookField(header, at) : null;
    }

    /** Whether {@code printed} is within {@code window} of {@code now}, either way. */
    boolean isWithin(Duration window, Instant now, String printed) {
        try {
            var signedAt = (form == null ? Form.UNIX_SECONDS : form).read(printed);
            return Duration.between(signedAt, now).abs().compareTo(window) <= 0;
        } catch (DateTimeException | ArithmeticException notATime) {
            return false;
        }
    }
}
