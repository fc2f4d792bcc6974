package dev.waymark.notifications;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import dev.waymark.notifications.domain.NotificationRules;
import dev.waymark.notifications.email.EmailChannel;
import dev.waymark.notifications.email.EmailIdentity;
import dev.waymark.notifications.mongo.MongoRetries;
import dev.waymark.notifications.mongo.MongoSendLog;
import dev.waymark.notifications.sending.Channel;
import dev.waymark.notifications.sending.CodeSender;
import dev.waymark.notifications.sending.Contacts;
import dev.waymark.notifications.sending.Journal;
import dev.waymark.notifications.sending.LinkSender;
import dev.waymark.notifications.sending.NewLinks;
import dev.waymark.notifications.sending.Notifier;
import dev.waymark.notifications.sending.RecipientHash;
import dev.waymark.notifications.sending.SendLog;
import dev.waymark.notifications.sending.SendingRules;
import dev.waymark.notifications.sending.UpdateIntake;
import dev.waymark.notifications.services.OrderServiceContacts;
import dev.waymark.notifications.services.OrderServiceLinks;
import dev.waymark.notifications.sms.SmppSettings;
import dev.waymark.notifications.sms.SmsChannel;
import dev.waymark.notifications.texts.MessageTexts;
import dev.waymark.notifications.texts.Shop;
import dev.waymark.tokens.CalleeSecurity;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who talks to whom. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    private static final String US = "notification-service";
    private static final String ORDERS = "order-service";

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServiceKeys keys) {
        return CalleeSecurity.chain(
                http,
                US,
                keys,
                routes -> routes.pathMatchers(HttpMethod.POST, "/internal/codes")
                        .hasAuthority("SCOPE_codes:send")
                        .pathMatchers(HttpMethod.POST, "/internal/links")
                        .hasAuthority("SCOPE_links:send")
                        .pathMatchers(HttpMethod.GET, "/internal/orders/*/messages")
                        .hasAuthority("SCOPE_messages:read")
                        // On the management port only: no route of ours begins so.
                        .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                        .permitAll());
    }

    /** Not the JVM's: another service in it may stop without taking our connections along. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }

    @Bean
    Contacts contacts(WebClient.Builder client, NotificationSettings settings, ServiceKeys keys, Clock clock) {
        var orders = orders(client, settings, keys, clock, "contacts:read");
        return new OrderServiceContacts(orders, settings.ordersAnswerWithin());
    }

    @Bean
    NewLinks newLinks(WebClient.Builder client, NotificationSettings settings, ServiceKeys keys, Clock clock) {
        var orders = orders(client, settings, keys, clock, "links:renew");
        return new OrderServiceLinks(orders, settings.ordersAnswerWithin());
    }

    private static WebClient orders(
            WebClient.Builder client, NotificationSettings settings, ServiceKeys keys, Clock clock, String purpose) {
        return client.clone()
                .baseUrl(settings.ordersUrl().toString())
                .filter(ServiceTokens.of(US, keys, clock).bearer(ORDERS, purpose))
                .build();
    }

    /** Here rather than left to the server's default: a weaker concern has lost acknowledged writes. */
    @Bean
    MongoClientSettingsBuilderCustomizer durability() {
        return client -> client.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .retryWrites(false);
    }

    /** By default an answer that was lost on the way is waited for without end, and the partition with it. */
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
    MongoRetries retries(MongoClient client, NotificationSettings settings, JsonMapper json) {
        return new MongoRetries(client.getDatabase(settings.database()), json);
    }

    /** Done once; tried again by whoever comes next when it failed. */
    @Bean
    StorePreparation storePreparation(MongoSendLog log, MongoRetries retries) {
        var forEver = Duration.ofMillis(Long.MAX_VALUE);
        return new StorePreparation(log.createIndexes()
                .then(retries.createIndexes())
                .cache(done -> forEver, failed -> Duration.ZERO, () -> forEver));
    }

    record StorePreparation(Mono<Void> done) {}

    @Bean
    MessageTexts texts(NotificationSettings settings) {
        var shop = settings.shop();
        return new MessageTexts(new Shop(
                shop.name(),
                shop.nameInLatin(),
                shop.language(),
                settings.links().emailBase(),
                settings.links().smsBase()));
    }

    @Bean
    EmailChannel email(JavaMailSenderImpl server, NotificationSettings settings, MessageTexts texts, Clock clock) {
        var identity = new EmailIdentity(settings.shop().from(), settings.shop().answersTo());
        return new EmailChannel(server, identity, texts, clock);
    }

    @Bean
    SmsChannel sms(NotificationSettings settings, MessageTexts texts) {
        var smpp = settings.smpp();
        return new SmsChannel(
                new SmppSettings(
                        smpp.host(), smpp.port(), smpp.systemId(), smpp.password(), smpp.sender(), smpp.answerWithin()),
                texts);
    }

    @Bean
    Journal journal(MeterRegistry meters) {
        return new MicrometerJournal(meters);
    }

    @Bean
    RecipientHash recipientHash(NotificationSettings settings) {
        return new RecipientHash(Base64.getDecoder().decode(settings.recipientKey()));
    }

    @Bean
    SendingRules sendingRules(NotificationSettings settings) {
        var sending = settings.sending();
        return new SendingRules(
                sending.lease(),
                sending.resendUnsure(),
                sending.resendUnsureWithin(),
                sending.unknownOrderWithin(),
                sending.firstRetry(),
                sending.longestRetry(),
                sending.tries());
    }

    @Bean
    Notifier notifier(
            NotificationSettings settings,
            SendingRules sending,
            Contacts contacts,
            SendLog log,
            List<Channel> channels,
            RecipientHash hash,
            Journal journal,
            Clock clock) {
        var rules = settings.rules();
        return new Notifier(
                new NotificationRules(
                        rules.placed(),
                        rules.accepted(),
                        rules.outForDelivery(),
                        rules.outForDeliveryUntil(),
                        rules.collectable(),
                        rules.attemptFailed(),
                        rules.delivered()),
                sending,
                contacts,
                log,
                channels,
                hash,
                journal,
                clock);
    }

    @Bean
    UpdateIntake intake(Notifier notifier, MongoRetries retries, SendingRules rules, Journal journal, Clock clock) {
        return new UpdateIntake(notifier, retries, rules, journal, clock);
    }

    @Bean
    RetrySweeper sweeper(StorePreparation store, UpdateIntake intake, NotificationSettings settings) {
        return new RetrySweeper(store.done(), intake, settings.lookForRetriesEvery());
    }

    @Bean
    CodeSender codes(List<Channel> channels, SendLog log, RecipientHash hash, Journal journal, Clock clock) {
        return new CodeSender(channels, log, hash, journal, clock);
    }

    @Bean
    LinkSender links(
            NewLinks links, List<Channel> channels, SendLog log, RecipientHash hash, Journal journal, Clock clock) {
        return new LinkSender(links, channels, log, hash, journal, clock);
    }
}
