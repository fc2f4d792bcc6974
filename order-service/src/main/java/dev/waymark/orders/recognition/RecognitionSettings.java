package dev.waymark.orders.recognition;

import dev.waymark.contract.CourierCode;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The detection of the courier by the tracking number, where the shop names none.
 *
 * @param couriers those of the shop, as carriers or as those who report them; empty: any
 * @param reportedBy for a carrier, or {@code s10} for all posts, the courier whose webhooks report its shipments, such as
 *     an aggregator
 */
@Validated
@ConfigurationProperties("waymark.orders.recognition")
public record RecognitionSettings(
        @DefaultValue @Size(max = 100) List<CourierCode> couriers,
        @DefaultValue @Size(max = 300) Map<CourierCode, CourierCode> reportedBy) {

    public RecognitionSettings {
        couriers = List.copyOf(couriers);
        reportedBy = Map.copyOf(reportedBy);
    }
}
