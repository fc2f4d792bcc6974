package dev.waymark.orders.people;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The links in messages.
 *
 * @param key after a change no link sent before opens anything
 * @param live how long after the last change of an order its links open it
 */
@Validated
@ConfigurationProperties("waymark.orders.links")
public record LinkSettings(
        @NotNull Base64Key key, @DefaultValue("90d") Duration live) {}
