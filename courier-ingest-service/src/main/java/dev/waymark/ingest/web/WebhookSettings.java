package dev.waymark.ingest.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the door lets in.
 *
 * @param maxBody past it a body is not read on
 * @param replayWindow how far a signed attempt time may be from our clock, either way
 * @param remembered how many of the newest webhooks are known by each instance, so that repetitions are not kept again
 * @param forgedPerMinute to one courier from one address; past it a forged one is told to wait, and an authentic one taken
 * @param retryAfter when a courier may try again while the log does not confirm
 */
@Validated
@ConfigurationProperties("waymark.ingest.webhook")
public record WebhookSettings(
        @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("5m") Duration replayWindow,
        @DefaultValue("100000") @Min(0) int remembered,
        @DefaultValue("60") @Min(1) int forgedPerMinute,
        @DefaultValue("10s") Duration retryAfter) {}
