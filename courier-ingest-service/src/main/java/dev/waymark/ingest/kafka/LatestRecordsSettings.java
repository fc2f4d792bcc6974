package dev.waymark.ingest.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of a topic the quarantine and the shadow reports read.
 *
 * @param perPartition records of each partition, from its end
 * @param timeout for reading them; the gateway waits for 4 s
 */
@Validated
@ConfigurationProperties("waymark.ingest.latest-records")
record LatestRecordsSettings(
        @DefaultValue("2000") @Min(1) @Max(100_000) int perPartition,
        @DefaultValue("3s") Duration timeout) {}
