package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * That a parcel was handed over, and what shows it. Who signed is personal data and stays in the raw webhook.
 *
 * @param reference where the courier keeps the signature or photo, never the picture itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProofOfDelivery(Type type, @Nullable String reference) {

    /** What was taken as proof. */
    public enum Type {
        SIGNATURE,
        PHOTO,
        CODE,
        @JsonEnumDefaultValue
        NONE
    }
}
