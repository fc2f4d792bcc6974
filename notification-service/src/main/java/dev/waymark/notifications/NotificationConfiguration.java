package dev.waymark.notifications;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import dev.waymark.notifications.email.EmailSender;
import dev.waymark.notifications.mongo.MongoRetryStore;
import dev.waymark.notifications.mongo.MongoSendLog;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.OrderServiceClient;
import dev.waymark.notifications.sending.RecipientHash;
import dev.waymark.notifications.sending.SendingRules;
import dev.waymark.notifications.sending.Shop;
import dev.waymark.notifications.services.WebOrderServiceClient;
import dev.waymark.tokens.CalleeSecurity;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Clients, the store and security. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(NotificationBeans.class)
class NotificationConfiguration {

    private static final String NOTIFICATION_SERVICE = "notification-service";
    private static final String ORDER_SERVICE = "order-service";

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServiceKeys keys) {
        return CalleeSecurity.chain(
                http,
                NOTIFICATION_SERVICE,
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

    /** Not the JVM's global ones: another service in this JVM may stop without closing our connections. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }

    @Bean
    OrderServiceClient orderServiceClient(
            WebClient.Builder client, NotificationSettings settings, ServiceKeys keys, Clock clock) {
        var tokens = ServiceTokens.of(NOTIFICATION_SERVICE, keys, clock);
        var orders = client.clone().baseUrl(settings.ordersUrl().toString()).build();
        return new WebOrderServiceClient(
                orders.mutate()
                        .filter(tokens.bearer(ORDER_SERVICE, "contacts:read"))
                        .build(),
                orders.mutate()
                        .filter(tokens.bearer(ORDER_SERVICE, "links:renew"))
                        .build(),
                settings.ordersTimeout());
    }

    /** Not left to the server's default: a weaker concern has lost acknowledged writes. */
    @Bean
    MongoClientSettingsBuilderCustomizer durability() {
        return client -> client.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .retryWrites(false);
    }

    /** By default the driver waits for a lost answer without end, and the partition with it. */
    @Bean
    MongoClientSettingsBuilderCustomizer storeTimeouts() {
        return client -> client.applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS));
    }

    @Bean
    MongoSendLog sendLog(MongoClient client, NotificationSettings settings, SendingRules rules) {
        return new MongoSendLog(client.getDatabase(settings.database()), rules);
    }

    @Bean
    MongoRetryStore retries(MongoClient client, NotificationSettings settings, JsonMapper json) {
        return new MongoRetryStore(client.getDatabase(settings.database()), json);
    }

    /** Done once; a failed creation is tried again by the next subscriber. */
    @Bean
    IndexCreation indexCreation(MongoSendLog log, MongoRetryStore retries) {
        var forEver = Duration.ofMillis(Long.MAX_VALUE);
        return new IndexCreation(log.createIndexes()
                .then(retries.createIndexes())
                .cache(_ -> forEver, _ -> Duration.ZERO, () -> forEver));
    }

    record IndexCreation(Mono<Void> done) {}

    @Bean
    MessageTemplates messageTemplates(NotificationSettings settings) {
        var shop = settings.shop();
        return new MessageTemplates(new Shop(
                shop.name(),
                shop.names(),
                shop.language(),
                settings.links().emailBase(),
                settings.links().smsBase()));
    }

    @Bean
    EmailSender emailSender(NotificationSettings settings) {
        return new EmailSender(settings.shop().from(), settings.shop().replyToOrFrom());
    }

    @Bean
    RecipientHash recipientHash(NotificationSettings settings) {
        return new RecipientHash(Base64.getDecoder().decode(settings.recipientKey()));
    }
}
