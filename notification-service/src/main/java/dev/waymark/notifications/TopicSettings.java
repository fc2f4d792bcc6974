package dev.waymark.notifications;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How topics are made where they do not exist yet. */
@Validated
@ConfigurationProperties("waymark.topics")
public record TopicSettings(
        @Min(1) @DefaultValue("12") int partitions,
        @Min(1) @DefaultValue("1") short replicas) {}
