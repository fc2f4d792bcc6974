package dev.waymark.ingest.courier;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a courier expects of whoever takes its webhooks, and what we ask of them before reading a byte.
 *
 * @param taken what it understands as "taken"
 * @param refused what it is told of a webhook that nobody can prove; the usual problem when absent. Some couriers never
 *     repeat after a 4xx, so a secret mistyped on our side would lose their news
 * @param within how long it waits for an answer
 * @param delivery how its webhooks come
 * @param maxBody bytes; the service's own limit when 0
 * @param headersKept headers that its payloads cannot be read without, in lower case
 * @param handshake what it asks before it sends anything
 */
public record Terms(
        Answer taken,
        @Nullable Answer refused,
        Duration within,
        Delivery delivery,
        int maxBody,
        Set<String> headersKept,
        Handshake handshake) {

    /** The shortest patience known of a courier is 5 s; by then it has to have our answer. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /** 202 to JSON by POST. */
    public static final Terms USUAL =
            new Terms(Answer.of(202), null, LONGEST, Delivery.JSON, 0, Set.of(), Handshake.NONE);

    /** How a webhook comes. */
    public enum Delivery {
        /** JSON, by POST. */
        JSON,
        /** A form, by POST. */
        FORM,
        /** The query of a GET. */
        QUERY
    }

    /** What a courier asks of an address before it delivers there. */
    public enum Handshake {
        NONE,
        /** {@code OPTIONS} with {@code WebHook-Request-Origin}. (CloudEvents, HTTP 1.1 Web Hooks, section 4) */
        CLOUD_EVENTS,
        /** A bare {@code GET}, to be answered with 200. (InPost ShipX, "Webhooks") */
        LOOK
    }

    public Terms {
        if (!taken.isSuccess() || (refused != null && refused.isSuccess())) {
            throw new IllegalArgumentException("answer, refusal (expected: a 2xx, and none)");
        }
        if (within.isNegative() || within.isZero() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("within: %s (expected: more than 0, up to 3 s)".formatted(within));
        }
        headersKept =
                headersKept.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
