package dev.waymark.platform.mongo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The MongoDB client of a service. */
@Configuration(proxyBeanMethods = false)
public class MongoClientConfiguration {

    /**
     * The concerns are not left to the server's default: a weaker one has lost acknowledged writes, and with arbiters it
     * falls to one member. A retry by the driver could write twice. Without time-outs the driver waits for a lost answer
     * without end, and a request or a partition with it.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer durableWritesAndTimeouts(
            @Value("${waymark.mongodb.read-timeout:20s}") Duration readTimeout) {
        return client -> client.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .retryWrites(false)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, SECONDS).readTimeout(readTimeout.toMillis(), MILLISECONDS));
    }
}
