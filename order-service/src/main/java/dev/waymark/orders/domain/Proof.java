package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.ProofOfDelivery;
import java.util.Comparator;

/** A proof of delivery and who told of it: of several, the best told one is kept. */
public record Proof(ProofOfDelivery proof, Told told) {

    private static final Comparator<Proof> BETTER =
            Comparator.comparing(Proof::told).thenComparing(proof -> proof.proof.toString());

    Proof merge(Proof other) {
        return BETTER.compare(this, other) >= 0 ? this : other;
    }
}
