package dev.waymark.ingest.quarantine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of one call.
 *
 * @param maxReplays how many webhooks are replayed, one after the other; the gateway waits for 4 s
 */
@Validated
@ConfigurationProperties("waymark.ingest.quarantine")
public record QuarantineSettings(
        @DefaultValue("200") @Min(1) @Max(1000) int maxReplays) {}
