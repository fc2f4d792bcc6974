package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Eta;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An estimate, as the courier stated it last.
 *
 * @param eta its time of statement is the courier's own, or that of the first receipt
 * @param asOf as {@link Provenance#statedAt}
 * @param receivedAt when it was first received, as it was stated then
 */
public record KnownEta(Eta eta, @Nullable Instant asOf, Instant receivedAt) {

    /** The one that was stated last is the current one. */
    static final Comparator<KnownEta> STATED = Comparator.comparing(KnownEta::order)
            .thenComparing(KnownEta::receivedAt)
            .thenComparing(known -> known.eta.source())
            .thenComparing(known -> known.eta.from())
            .thenComparing(known -> known.eta.until())
            .thenComparing(known -> String.valueOf(known.eta.fromTime()))
            .thenComparing(known -> String.valueOf(known.eta.untilTime()));

    /** Of one window: as stated last, and of that the first receipt. */
    private static final Comparator<KnownEta> REPEATED = Comparator.comparing(
                    KnownEta::asOf, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(KnownEta::receivedAt, Comparator.reverseOrder())
            .thenComparing(known -> known.eta.statedAt(), Comparator.reverseOrder())
            .thenComparing(known -> known.eta.source());

    static KnownEta of(Eta stated, Provenance provenance) {
        var eta = new Eta(
                stated.from(),
                stated.until(),
                stated.fromTime(),
                stated.untilTime(),
                stated.source(),
                Provenance.millis(stated.statedAt()));
        return new KnownEta(eta, provenance.statedAt(), provenance.receivedAt());
    }

    /** Of two statements of one window. Commutative, associative, idempotent. */
    KnownEta merge(KnownEta other) {
        return REPEATED.compare(this, other) >= 0 ? this : other;
    }

    /** Its place among the others. */
    Instant order() {
        return asOf == null ? eta.statedAt() : asOf;
    }
}
