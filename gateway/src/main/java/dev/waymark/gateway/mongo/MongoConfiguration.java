package dev.waymark.gateway.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The gateway's database. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import({
    ExpiredDataCleanup.class,
    MongoAttemptCounter.class,
    MongoPendingSignIns.class,
    MongoSessions.class,
    StoreUnavailable.class
})
class MongoConfiguration {

    /** Set here and not left to the server: its default falls to one member when there are arbiters. */
    @Bean
    MongoClientSettingsBuilderCustomizer acknowledgedByTheMajority() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .retryWrites(false);
    }

    /** Somebody looks at the page meanwhile: by default they would look at it for half a minute, or for ever. */
    @Bean
    MongoClientSettingsBuilderCustomizer answersSoon() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS));
    }

    @Bean
    MongoDatabase gatewayDatabase(
            MongoClient client, @Value("${waymark.gateway.database:waymark_gateway}") String name) {
        return client.getDatabase(name);
    }
}
