package dev.waymark.orders.ordering;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Requests by their idempotency key, with the responses they got. */
public interface IdempotencyStore {

    /** How long a response is kept; the API documentation names the same time. */
    Duration RETENTION = Duration.ofHours(24);

    /** After this time an unfinished request counts as abandoned. */
    Duration LEASE = Duration.ofSeconds(30);

    /** Starts the request unless it was started before. */
    Mono<IdempotencyState> begin(String key, String payloadHash);

    Mono<Void> complete(String key, StoredResponse response);

    /** Forgets a failed request, so that it can be retried at once. */
    Mono<Void> release(String key);

    /** Deletes what is older than {@link #RETENTION}; returns how many. */
    Mono<Long> deleteExpired();

    record StoredResponse(int status, @Nullable String location, String body) {}

    /** How far a request has come. */
    sealed interface IdempotencyState {

        /** The caller has to do the work. */
        record Started() implements IdempotencyState {}

        /** Another caller is doing the work. */
        record InProgress() implements IdempotencyState {}

        /** The key belongs to a request with another payload. */
        record PayloadMismatch() implements IdempotencyState {}

        record Completed(StoredResponse response) implements IdempotencyState {}
    }
}
