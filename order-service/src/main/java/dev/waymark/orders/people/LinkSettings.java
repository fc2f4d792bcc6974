package dev.waymark.orders.people;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The links in messages, and those that the shop gets for its own.
 *
 * @param key after a change no link sent before opens anything
 * @param base what the shop's link begins with; by default it is relative to the API
 * @param live how long after the last change of an order its links open it
 */
@Validated
@ConfigurationProperties("waymark.orders.links")
public record LinkSettings(
        @NotNull Base64Key key,
        @DefaultValue("/t/") String base,
        @DefaultValue("90d") Duration live) {}
