package dev.waymark.gateway.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit.
 *
 * @param writeTimeout staff and the shop wait so long for their record to be acknowledged, and then are answered without
 * @param retention how long an administrator can ask for a record; the topic keeps it for a year
 */
@ConfigurationProperties("waymark.gateway.audit")
public record AuditSettings(
        @DefaultValue("2s") Duration writeTimeout,
        @DefaultValue("365d") Duration retention) {}
