package dev.waymark.ingest;

import dev.waymark.contract.Topics;
import dev.waymark.ingest.activity.ActivityHistory;
import dev.waymark.ingest.activity.AlertThresholds;
import dev.waymark.ingest.activity.InactivityMonitor;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.signature.PublicKeySets;
import dev.waymark.ingest.courier.signature.VerificationContext;
import dev.waymark.ingest.dryrun.MappingDryRun;
import dev.waymark.ingest.dryrun.ShadowMappingComparison;
import dev.waymark.ingest.intake.KeptWebhooks;
import dev.waymark.ingest.intake.WebhookIntake;
import dev.waymark.ingest.intake.WebhookMetrics;
import dev.waymark.ingest.jwks.HttpPublicKeySets;
import dev.waymark.ingest.kafka.ActivityReplicator;
import dev.waymark.ingest.kafka.ConnectedCouriersPublisher;
import dev.waymark.ingest.kafka.ProducerSettings;
import dev.waymark.ingest.kafka.ReliableProducer;
import dev.waymark.ingest.quarantine.QuarantineService;
import dev.waymark.ingest.web.WebhookSettings;
import dev.waymark.platform.ServiceConfiguration;
import dev.waymark.platform.kafka.TopicConfiguration;
import dev.waymark.platform.web.ClientAddressConfiguration;
import dev.waymark.platform.web.ConnectionConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.web.reactive.function.client.WebClient;

/** Wires the service. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import({
    ServiceConfiguration.class,
    TopicConfiguration.class,
    ClientAddressConfiguration.class,
    ConnectionConfiguration.class,
    Couriers.class,
    WebhookIntake.class,
    WebhookMetrics.class,
    QuarantineService.class,
    MappingDryRun.class,
    ShadowMappingComparison.class,
    ActivityHistory.class,
    InactivityMonitor.class,
    ConnectedCouriersPublisher.class
})
class IngestConfiguration {

    private static final int LARGEST_KEY_SET = 64 * 1024;

    private static final List<String> TOPICS = List.of(
            Topics.COURIER_WEBHOOKS,
            Topics.COURIER_WEBHOOKS_QUARANTINE,
            Topics.TRACKING_EVENTS,
            Topics.COURIER_ACTIVITY,
            Topics.COURIERS);

    @Bean
    CourierRegistry courierRegistry(
            CourierSettings settings, WebhookSettings webhook, PublicKeySets keySets, Clock clock, Couriers couriers) {
        var context = new VerificationContext(clock, webhook.replayWindow(), keySets);
        return new CourierRegistry(new CourierConfigLoader(settings, context), couriers);
    }

    @Bean
    KeptWebhooks keptWebhooks(WebhookSettings settings) {
        return new KeptWebhooks(settings.remembered());
    }

    @Bean
    PublicKeySets keySets(ReactorResourceFactory resources, Clock clock) {
        var client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(resources, Function.identity()))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_KEY_SET))
                .build();
        return new HttpPublicKeySets(client, clock);
    }

    @Bean
    SchedulingConfigurer schedule(
            CourierRegistry registry,
            CourierSettings settings,
            InactivityMonitor monitor,
            ActivityReplicator replicator,
            ConnectedCouriersPublisher connected,
            AlertThresholds thresholds) {
        return tasks -> {
            tasks.addFixedDelayTask(registry::poll, settings.reloadEvery());
            tasks.addFixedDelayTask(connected::publish, settings.reloadEvery());
            tasks.addFixedDelayTask(monitor::poll, thresholds.pollEvery());
            tasks.addFixedDelayTask(replicator::write, thresholds.pollEvery());
        };
    }

    @Bean
    ReliableProducer reliableProducer(KafkaTemplate<String, byte[]> template, ProducerSettings settings) {
        return new ReliableProducer(template, settings);
    }

    /** Runs after the topics are provisioned and before the service is ready. */
    @Bean
    ApplicationRunner warmUp(ReliableProducer producer) {
        return _ -> producer.warmUp(TOPICS);
    }

    /** The default one logs whole records that were not sent, and they hold personal data. */
    @Bean
    ProducerListener<Object, Object> producerListener() {
        return new ProducerListener<>() {};
    }
}
