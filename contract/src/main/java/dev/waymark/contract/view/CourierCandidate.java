package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import org.jspecify.annotations.Nullable;

/**
 * A possible courier of a tracking number. Does not contain the number.
 *
 * @param courier the code to name as courier: the one whose webhooks report the shipment
 * @param carrier who carries it; another than the courier where an aggregator reports it
 * @param format the carrier's format that the number has
 * @param likelihood 0..1, among all matches, as if all couriers were equally busy; 0 when the check digit is wrong
 * @param why explanation for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CourierCandidate(
        CourierCode courier,
        CourierCode carrier,
        String carrierName,
        String format,
        CheckDigit checkDigit,
        double likelihood,
        @Nullable String serviceType,
        String why) {}
