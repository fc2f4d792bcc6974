package dev.waymark.notifications.services;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The order service. */
@Validated
@ConfigurationProperties("waymark.notifications")
public record OrderServiceSettings(
        @NotNull @DefaultValue("http://localhost:8082") URI ordersUrl,
        @NotNull @DefaultValue("2s") Duration ordersTimeout) {}
