package dev.waymark.platform.kafka;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The size of the cluster that the topics are on.
 *
 * @param partitions of each topic that is to scale
 * @param replicas copies of each partition
 */
@Validated
@ConfigurationProperties("waymark.topics")
public record TopicSettings(
        @DefaultValue("12") @Min(1) int partitions,
        @DefaultValue("1") @Min(1) short replicas) {}
