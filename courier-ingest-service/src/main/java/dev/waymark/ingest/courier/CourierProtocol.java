package dev.waymark.ingest.courier;

import static dev.waymark.contract.Checks.check;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a courier delivers webhooks and what it expects in reply.
 *
 * @param accepted its response for an accepted webhook
 * @param rejected its response for a webhook whose sender is not authenticated; our usual problem when absent. Some
 *     couriers never repeat after a 4xx, so a secret mistyped on our side would lose their webhooks
 * @param responseTimeout how long it waits for a response
 * @param maxBody bytes; the service's own limit when 0
 * @param requiredHeaders headers that its payloads cannot be mapped without, in lower case
 */
public record CourierProtocol(
        CourierResponse accepted,
        @Nullable CourierResponse rejected,
        Duration responseTimeout,
        RequestFormat requestFormat,
        int maxBody,
        Set<String> requiredHeaders,
        Handshake handshake) {

    /** The shortest timeout known of a courier is 5 s; by then it needs our response. */
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(3);

    /** 202 to JSON by POST. */
    public static final CourierProtocol DEFAULT = new CourierProtocol(
            CourierResponse.of(202), null, MAX_TIMEOUT, RequestFormat.JSON, 0, Set.of(), Handshake.NONE);

    public enum RequestFormat {
        /** JSON, by POST. */
        JSON,
        /** A form, by POST. */
        FORM,
        /** The query of a GET. */
        QUERY
    }

    /** What a courier requests of an address before it delivers there. */
    public enum Handshake {
        NONE,
        /** {@code OPTIONS} with {@code WebHook-Request-Origin}. (CloudEvents, HTTP 1.1 Web Hooks, section 4) */
        CLOUD_EVENTS,
        /** A bare {@code GET}, to be answered with 200. (InPost ShipX, "Webhooks") */
        GET
    }

    public CourierProtocol {
        check(
                accepted.isSuccess() && (rejected == null || !rejected.isSuccess()),
                "response, rejectionResponse (expected: a 2xx, and none)");
        check(
                responseTimeout.isPositive() && responseTimeout.compareTo(MAX_TIMEOUT) <= 0,
                "responseTimeout: %s (expected: more than 0, up to 3 s)".formatted(responseTimeout));
        requiredHeaders = requiredHeaders.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
