package dev.waymark.ingest.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may wait for the broker at once.
 *
 * @param maxInFlight records, one more for each full 16 KB of a record: 1500 of these fit into the producer's 32 MB
 */
@Validated
@ConfigurationProperties("waymark.ingest.producer")
public record ProducerSettings(
        @DefaultValue("1500") @Min(1) @Max(1500) int maxInFlight) {}
