package dev.waymark.gateway.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of open pages.
 *
 * @param maxStreams in one gateway
 * @param maxStreamsPerVisitor of one session, or of one link at one address
 * @param heartbeat how often a quiet stream shows that it lives, so that no proxy on the way cuts it
 * @param slowAfter a reader that has taken nothing for so long is disconnected; the browser comes back by itself
 * @param sessionCheck how often it is looked whether the session of a stream goes on: a stream outlives it by that much
 * @param endWithin over how long the streams of a gateway that stops end, so that their pages do not all come to another at once
 * @param refetches asked of the order service at once
 */
@ConfigurationProperties("waymark.gateway.live")
public record LiveSettings(
        @DefaultValue("20000") int maxStreams,
        @DefaultValue("50") int maxStreamsPerVisitor,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("45s") Duration slowAfter,
        @DefaultValue("10s") Duration sessionCheck,
        @DefaultValue("5s") Duration endWithin,
        @DefaultValue("32") int refetches) {}
