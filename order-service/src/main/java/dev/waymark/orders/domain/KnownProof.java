package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.ProofOfDelivery;
import java.util.Comparator;

/** A proof of delivery and the event it is known from. Of several, the one with the greatest provenance is kept. */
public record KnownProof(ProofOfDelivery proof, Provenance provenance) {

    private static final Comparator<KnownProof> PREFERENCE =
            Comparator.comparing(KnownProof::provenance).thenComparing(known -> known.proof.toString());

    KnownProof merge(KnownProof other) {
        return PREFERENCE.compare(this, other) >= 0 ? this : other;
    }
}
