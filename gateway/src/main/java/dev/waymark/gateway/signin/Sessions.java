package dev.waymark.gateway.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions that have not been ended, for all gateways together. */
public interface Sessions {

    Mono<Void> begin(Session session);

    /** Empty when there is none, or it was ended. Whether its time is over is for the caller to say. */
    Mono<Session> find(String id);

    /** Keeps a session that was used at {@code usedAt} until {@code expiresAt}; one that was ended meanwhile stays so. */
    Mono<Void> prolong(String id, Instant usedAt, Instant expiresAt);

    /** All of one person, the newest first. */
    Flux<Session> of(String personRef);

    /** Returns whether {@code personRef} had such a session. */
    Mono<Boolean> end(String personRef, String id);

    /** Ends all of one person; returns how many there were. */
    Mono<Long> endAll(String personRef);

    /**
     * One session.
     *
     * @param personRef the order service's name for the contact that proved itself
     * @param otherId of the session in which the same browser proved another contact before
     * @param staffRef which member of the staff it was begun as; absent for a customer
     * @param secondFactorProved beside the contact, here or at a provider
     * @param usedAt the last use, as often as it is kept
     * @param expiresAt unless it is used before
     */
    record Session(
            String id,
            String personRef,
            String maskedContact,
            @Nullable String otherId,
            @Nullable String staffRef,
            boolean secondFactorProved,
            Instant beganAt,
            Instant usedAt,
            Instant expiresAt) {

        /** The same under another id, with the second factor proved. */
        Session proved(String newId) {
            return new Session(newId, personRef, maskedContact, otherId, staffRef, true, beganAt, usedAt, expiresAt);
        }
    }
}
