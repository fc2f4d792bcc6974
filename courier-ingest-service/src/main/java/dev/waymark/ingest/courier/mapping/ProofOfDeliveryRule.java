package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.tracking.ProofOfDelivery;
import org.jspecify.annotations.Nullable;

/**
 * Selects what shows that there is a proof of delivery. Its value is not stored: it may be the signer's name.
 *
 * @param type the kind of proof, where any value shows it; else the value names the kind
 */
record ProofOfDeliveryRule(@JsonProperty(required = true) FieldSelector at, ProofOfDelivery.@Nullable Type type) {

    @Nullable
    ProofOfDelivery in(JsonContext shipment) {
        return at.parsedIn(
                shipment,
                "proofOfDelivery",
                "one of ours",
                text -> new ProofOfDelivery(type == null ? ProofOfDelivery.Type.valueOf(text) : type, null));
    }
}
