package dev.waymark.orders;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The job that publishes stuck outboxes.
 *
 * @param age how long an outbox waits before its writer is considered dead
 */
@ConfigurationProperties("waymark.orders.outbox-relay")
record OutboxRelaySettings(@DefaultValue("30s") Duration age) {}
