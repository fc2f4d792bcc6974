package dev.waymark.platform.mongo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import dev.waymark.platform.web.UnavailableFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

/** The MongoDB client of a service, and what its failures are to whoever asks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MongoSettings.class)
public class MongoClientConfiguration {

    /**
     * The concerns are not left to the server's default: a weaker one has lost acknowledged writes, and with arbiters it
     * falls to one member. A retry by the driver could write twice. Without time-outs the driver waits for a lost answer
     * without end, and MongoDB for a majority that is gone; a request or a partition with them.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer durableWritesAndTimeouts(MongoSettings settings) {
        return client -> client.writeConcern(WriteConcern.MAJORITY
                        .withJournal(true)
                        .withWTimeout(settings.writeTimeout().toMillis(), MILLISECONDS))
                .readConcern(ReadConcern.MAJORITY)
                .retryWrites(false)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(3, SECONDS)
                        .readTimeout(settings.readTimeout().toMillis(), MILLISECONDS));
    }

    @Bean
    WebFilter storeUnavailable() {
        return new UnavailableFilter(MongoFailures::isUnavailable);
    }
}
