package dev.waymark.gateway.secondfactor;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The second factors of staff, for all gateways together. */
public interface SecondFactors {

    Mono<Enrollment> find(String personRef);

    /** True for one caller only, and never for whoever has one already. */
    Mono<Boolean> add(Enrollment enrollment);

    /** Uses up the code of {@code step} and all before: true for one caller only. (RFC 6238, 5.2) */
    Mono<Boolean> useStep(String personRef, long step);

    /** Uses up a recovery code: true for one caller only, and only if it is one of {@code personRef}. */
    Mono<Boolean> useRecoveryCode(String personRef, String hash);

    /** Whoever had it begins anew. Nothing happens when there is none. */
    Mono<Void> remove(String personRef);

    /**
     * One member's.
     *
     * @param sealedSecret what the codes are made from
     * @param lastStep the time step of the last code that was used
     * @param recoveryCodes keyed hashes of those that are left
     */
    record Enrollment(
            String personRef, String sealedSecret, long lastStep, List<String> recoveryCodes, Instant enrolledAt) {

        public Enrollment {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }
}
