package dev.waymark.orders.recognition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import org.jspecify.annotations.Nullable;

/**
 * Whose number it may be. Never says the number itself.
 *
 * @param courier what to name as courier: whose webhooks tell of it
 * @param carrier who carries it; another than the courier where an aggregator reports it
 * @param format which of the carrier's forms it has
 * @param likelihood 0..1, among all that fit, were all couriers equally busy; 0 when the check digit is wrong
 * @param why for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Candidate(
        CourierCode courier,
        CourierCode carrier,
        String carrierName,
        String format,
        CheckDigit checkDigit,
        double likelihood,
        @Nullable String serviceType,
        String why) {

    public Candidate {
        if (likelihood < 0 || likelihood > 1) {
            throw new IllegalArgumentException("likelihood: %s (expected: 0..1)".formatted(likelihood));
        }
    }

    boolean fits() {
        return checkDigit != CheckDigit.WRONG;
    }
}
