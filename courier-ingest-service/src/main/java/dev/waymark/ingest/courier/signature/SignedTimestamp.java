package dev.waymark.ingest.courier.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Where a courier puts the time that it signs, and how it is written.
 *
 * @param element the prefix of the time as an element of the signatures' own list, such as {@code t=}
 */
record SignedTimestamp(
        @Nullable String header,
        @Nullable JsonPointer at,
        @Nullable String element,
        @Nullable Form form) {

    /** Neither sign nor exponent nor space: two texts for one time would be two signatures for it. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Form {
        UNIX_SECONDS,
        UNIX_MILLIS,
        /** With an offset, such as {@code 2024-11-25T16:51:41.000Z}. */
        ISO;

        private Instant parse(String text) {
            if (this != ISO && !DIGITS.matcher(text).matches()) {
                throw new DateTimeException("not a time");
            }
            return switch (this) {
                case UNIX_SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
                case UNIX_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
                case ISO -> OffsetDateTime.parse(text).toInstant();
            };
        }
    }

    SignedTimestamp {
        if (element == null) {
            new WebhookField(header, at);
        }
    }

    /** @param signatureElements the elements of the signatures' own list */
    @Nullable
    String in(UnverifiedWebhook webhook, List<String> signatureElements) {
        if (element == null) {
            return new WebhookField(header, at).in(webhook);
        }
        return signatureElements.stream()
                .filter(one -> one.startsWith(element))
                .map(one -> one.substring(element.length()))
                .findFirst()
                .orElse(null);
    }

    /** Whether {@code timestamp} is within {@code window} of {@code now}, either way. */
    boolean isWithin(Duration window, Instant now, String timestamp) {
        try {
            var signedAt = Objects.requireNonNullElse(form, Form.UNIX_SECONDS).parse(timestamp);
            return Duration.between(signedAt, now).abs().compareTo(window) <= 0;
        } catch (DateTimeException | ArithmeticException _) {
            return false;
        }
    }
}
