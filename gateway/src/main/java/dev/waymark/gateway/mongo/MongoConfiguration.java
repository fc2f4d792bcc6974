package dev.waymark.gateway.mongo;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.platform.mongo.IndexProvisioner;
import dev.waymark.platform.mongo.MongoClientConfiguration;
import dev.waymark.platform.mongo.MongoSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The gateway's database. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import({
    ExpiredDataCleanup.class,
    MongoAttemptLimiter.class,
    MongoAuditRecords.class,
    MongoClientConfiguration.class,
    MongoNonces.class,
    MongoPendingSignIns.class,
    MongoSecondFactors.class,
    MongoSessions.class
})
class MongoConfiguration {

    @Bean
    MongoDatabase gatewayDatabase(
            MongoClient client, @Value("${waymark.gateway.database:waymark_gateway}") String name) {
        return client.getDatabase(name);
    }

    /** Called as it is in the groups of health. */
    @Bean
    IndexProvisioner indexesHealthIndicator(MongoClient client, MongoDatabase gatewayDatabase, MongoSettings settings) {
        return new IndexProvisioner(client, gatewayDatabase, settings, GatewayIndexes.ALL);
    }
}
