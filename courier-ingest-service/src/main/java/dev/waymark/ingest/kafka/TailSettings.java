package dev.waymark.ingest.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How far back we look when somebody asks what is in quarantine, or how a mapping on trial does.
 *
 * @param records of each partition, from its end
 * @param within how long reading them may take; the gateway waits for 4 s
 */
@Validated
@ConfigurationProperties("waymark.ingest.tail")
public record TailSettings(
        @DefaultValue("2000") @Min(1) @Max(100_000) int records,
        @DefaultValue("3s") Duration within) {}
