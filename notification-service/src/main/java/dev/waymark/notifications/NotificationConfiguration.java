package dev.waymark.notifications;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.notifications.domain.NotificationPolicy;
import dev.waymark.platform.ServiceConfiguration;
import dev.waymark.platform.crypto.Hmac;
import dev.waymark.platform.mongo.MongoClientConfiguration;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokenSecurity;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The settings in use, the database, and security. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import({NotificationBeans.class, ServiceConfiguration.class, MongoClientConfiguration.class})
class NotificationConfiguration {

    private static final String NAME = "notification-service";

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

    @Bean
    ServiceTokens serviceTokens(ServiceKeys keys, Clock clock) {
        return ServiceTokens.of(NAME, keys, clock);
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServiceKeys keys) {
        return ServiceTokenSecurity.chain(
                http,
                NAME,
                keys,
                routes -> routes.pathMatchers(HttpMethod.POST, "/internal/codes")
                        .hasAuthority("SCOPE_codes:send")
                        .pathMatchers(HttpMethod.POST, "/internal/links")
                        .hasAuthority("SCOPE_links:send")
                        .pathMatchers(HttpMethod.GET, "/internal/orders/*/messages")
                        .hasAuthority("SCOPE_messages:read")
                        // On the management port only: none of our routes begins so.
                        .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                        .permitAll());
    }
}
