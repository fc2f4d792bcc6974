package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.tracking.ProofOfDelivery;
import org.jspecify.annotations.Nullable;

/**
 * Where it stands that a delivery can be proved. What stands there is not kept: it is the signer's name.
 *
 * @param type the kind of proof, where a value of any kind shows it; else the value names the kind
 */
record ProofOfDeliveryRule(@JsonProperty(required = true) FieldSelector at, ProofOfDelivery.@Nullable Type type) {

    @Nullable
    ProofOfDelivery in(JsonContext message) {
        var text = at.in(message);
        return text == null ? null : new ProofOfDelivery(type == null ? named(text) : type, null);
    }

    private ProofOfDelivery.Type named(String text) {
        try {
            return ProofOfDelivery.Type.valueOf(text);
        } catch (IllegalArgumentException notOne) {
            throw at.unreadable("proofOfDelivery", "one of ours");
        }
    }
}
