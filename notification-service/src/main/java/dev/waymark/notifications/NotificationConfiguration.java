package dev.waymark.notifications;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.notifications.domain.NotificationPolicy;
import dev.waymark.notifications.mongo.SendLogIndexes;
import dev.waymark.platform.ServiceConfiguration;
import dev.waymark.platform.crypto.Hmac;
import dev.waymark.platform.mongo.IndexProvisioner;
import dev.waymark.platform.mongo.MongoClientConfiguration;
import dev.waymark.platform.mongo.MongoSettings;
import dev.waymark.platform.web.ConnectionConfiguration;
import dev.waymark.tokens.PurposeRoute;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokenSecurity;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The settings in use, the database, and security. */
@Configuration(proxyBeanMethods = false)
@Import({
    NotificationBeans.class,
    ServiceConfiguration.class,
    ConnectionConfiguration.class,
    MongoClientConfiguration.class
})
class NotificationConfiguration {

    static final String NAME = "notification-service";
    private static final String GATEWAY = "gateway";

    static final List<PurposeRoute> ROUTES = List.of(
            PurposeRoute.of(POST, "/internal/codes", "codes:send", GATEWAY),
            PurposeRoute.of(POST, "/internal/links", "links:send", GATEWAY),
            PurposeRoute.of(GET, "/internal/orders/{orderId}/messages", "messages:read", GATEWAY),
            PurposeRoute.of(GET, "/internal/messages/failed", "messages:read", GATEWAY),
            PurposeRoute.of(POST, "/internal/messages/redrive", "messages:redrive", GATEWAY),
            PurposeRoute.of(POST, "/internal/orders/{orderId}/undeliverable/lift", "addresses:lift", GATEWAY));

    @Bean
    NotificationPolicy notificationPolicy(NotificationSettings settings) {
        return settings.rules();
    }

    @Bean
    Hmac recipientHash(NotificationSettings settings) {
        return new Hmac(Hmac.key("waymark.notifications.recipient-key", settings.recipientKey()));
    }

    @Bean
    MongoDatabase database(MongoClient client, NotificationSettings settings) {
        return client.getDatabase(settings.database());
    }

    /** Called as it is in the groups of health. */
    @Bean
    IndexProvisioner indexesHealthIndicator(MongoClient client, MongoDatabase database, MongoSettings settings) {
        return new IndexProvisioner(client, database, settings, SendLogIndexes.ALL);
    }

    @Bean
    ServiceTokens serviceTokens(ServiceKeys keys, Clock clock) {
        return ServiceTokens.of(NAME, keys, clock);
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServiceKeys keys) {
        return ServiceTokenSecurity.chain(http, NAME, keys, ROUTES);
    }
}
