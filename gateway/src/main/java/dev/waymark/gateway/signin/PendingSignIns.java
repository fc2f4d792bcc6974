package dev.waymark.gateway.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sign-ins that wait for their code, for all gateways together. */
public interface PendingSignIns {

    Mono<Void> open(PendingSignIn attempt);

    /** Counts one more try and gives the attempt as it is now; empty when there is none. */
    Mono<PendingSignIn> countTry(String id);

    /** Uses the attempt up: true for one caller only, however many come with the right code at once. */
    Mono<Boolean> close(String id);

    /**
     * One attempt.
     *
     * @param id a hash of what the browser holds
     * @param staffRef which member of the staff it is; absent for a customer
     * @param codeHash keyed, over the attempt and the code together: a stolen table of a million hashes helps nobody
     */
    record PendingSignIn(
            String id,
            String codeHash,
            String personRef,
            String maskedContact,
            @Nullable String staffRef,
            Instant expiresAt,
            int tries) {}
}
