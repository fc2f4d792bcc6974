package dev.waymark.platform.mongo;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Inserts of what another process may insert at the same time. */
public final class MongoInserts {

    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private MongoInserts() {}

    /**
     * What {@code insertion} gives, or {@code existing} where a document with the same key was first. That one may be gone
     * again, or not yet be visible to a majority: then all is tried again, and after the last try the conflict is the error.
     */
    public static <T> Mono<T> insertOrFind(Mono<T> insertion, Mono<T> existing) {
        return insertion
                .onErrorResume(
                        MongoFailures::isKeyConflict, conflict -> existing.switchIfEmpty(Mono.error(() -> conflict)))
                .retryWhen(Retry.backoff(TRIES - 1, FIRST_PAUSE)
                        .filter(MongoFailures::isKeyConflict)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()));
    }
}
