package dev.waymark.platform.mongo;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a service waits for MongoDB.
 *
 * @param readTimeout of a connection, for the answer to one command
 * @param writeTimeout after which a write that no majority has confirmed fails, and may have happened; less than
 *     {@code readTimeout}, so that MongoDB says so rather than nobody
 * @param indexBuildTimeout of the indexes that one collection lacks
 * @param dropObsoleteIndexes whether indexes are dropped that only the release before used: once all instances are of
 *     this one
 */
@ConfigurationProperties("waymark.mongodb")
public record MongoSettings(
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("5s") Duration writeTimeout,
        @DefaultValue("1h") Duration indexBuildTimeout,
        @DefaultValue("false") boolean dropObsoleteIndexes) {}
