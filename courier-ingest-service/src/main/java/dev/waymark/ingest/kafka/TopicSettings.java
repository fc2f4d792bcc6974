package dev.waymark.ingest.kafka;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How topics are made where they are not there yet. */
@Validated
@ConfigurationProperties("waymark.topics")
public record TopicSettings(
        @DefaultValue("12") @Min(1) int partitions,
        @DefaultValue("1") @Min(1) short replicas) {}
