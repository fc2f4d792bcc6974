package dev.waymark.platform.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the connections to one port.
 *
 * @param max open at once; past it a new one is closed. More than the gateway's live streams
 * @param idleTimeout between two requests; longer than usual proxies (60 s) keep a connection for the next one
 * @param headerTimeout for the headers of a request, from their first byte
 * @param bodyTimeout for the body of a request, from the end of its headers
 */
@Validated
@ConfigurationProperties("waymark.web.connections")
public record ConnectionSettings(
        @DefaultValue("25000") @Min(1) int max,
        @DefaultValue("75s") Duration idleTimeout,
        @DefaultValue("10s") Duration headerTimeout,
        @DefaultValue("30s") Duration bodyTimeout) {

    Duration shortest() {
        return Collections.min(List.of(idleTimeout, headerTimeout, bodyTimeout));
    }
}
