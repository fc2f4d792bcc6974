package dev.waymark.ingest;

import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.signature.PublicKeySets;
import dev.waymark.ingest.courier.signature.VerificationContext;
import dev.waymark.ingest.dryrun.CourierMappings;
import dev.waymark.ingest.dryrun.MappingDryRun;
import dev.waymark.ingest.dryrun.ShadowMappingComparison;
import dev.waymark.ingest.intake.Quarantine;
import dev.waymark.ingest.intake.TrackingEventPublisher;
import dev.waymark.ingest.intake.WebhookIntake;
import dev.waymark.ingest.intake.WebhookListener;
import dev.waymark.ingest.intake.WebhookMetrics;
import dev.waymark.ingest.jwks.HttpPublicKeySets;
import dev.waymark.ingest.kafka.KafkaQuarantine;
import dev.waymark.ingest.kafka.KafkaRecentWebhooks;
import dev.waymark.ingest.kafka.KafkaTrackingEventPublisher;
import dev.waymark.ingest.kafka.LatestRecordsReader;
import dev.waymark.ingest.kafka.LatestRecordsSettings;
import dev.waymark.ingest.kafka.ProducerSettings;
import dev.waymark.ingest.kafka.ReliableProducer;
import dev.waymark.ingest.quarantine.QuarantineService;
import dev.waymark.ingest.quarantine.ReplayMetrics;
import dev.waymark.ingest.web.WebhookSettings;
import dev.waymark.platform.kafka.TopicConfiguration;
import dev.waymark.platform.kafka.TopicConfiguration.ProvisionedTopics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires the service. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(TopicConfiguration.class)
class IngestConfiguration {

    private static final int LARGEST_KEY_SET = 64 * 1024;

    /** Each waits for the broker in turn: as many as stay within the gateway's 4 s. */
    private static final int MAX_REPLAYS = 200;

    private static final List<String> TOPICS = List.of(
            Topics.COURIER_WEBHOOKS, Topics.COURIER_WEBHOOKS_QUARANTINE, Topics.TRACKING_EVENTS, Topics.COURIER_PULSE);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CourierRegistry courierRegistry(
            CourierSettings settings, WebhookSettings webhook, PublicKeySets keySets, Clock clock) {
        var means = new VerificationContext(clock, webhook.replayWindow(), keySets);
        return new CourierRegistry(new CourierConfigLoader(settings, means));
    }

    @Bean
    Couriers couriers(CourierRegistry registry) {
        return registry.couriers();
    }

    @Bean
    PublicKeySets keySets(ReactorResourceFactory resources, Clock clock) {
        return new HttpPublicKeySets(
                WebClient.builder()
                        .clientConnector(new ReactorClientHttpConnector(resources, Function.identity()))
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_KEY_SET))
                        .build(),
                clock);
    }

    @Bean
    WebhookMetrics webhookMetrics(MeterRegistry meters) {
        return new WebhookMetrics(meters);
    }

    @Bean
    WebhookIntake webhookIntake(
            TrackingEventPublisher publisher,
            Quarantine quarantine,
            WebhookMetrics metrics,
            List<WebhookListener> listeners) {
        return new WebhookIntake(publisher, quarantine, metrics, listeners);
    }

    @Bean
    LatestRecordsReader latestRecordsReader(ConsumerFactory<String, byte[]> consumers, LatestRecordsSettings settings) {
        return new LatestRecordsReader(consumers, settings);
    }

    @Bean
    QuarantineService quarantineService(
            KafkaQuarantine quarantine,
            Couriers couriers,
            TrackingEventPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        return new QuarantineService(quarantine, couriers, publisher, new ReplayMetrics(meters), clock, MAX_REPLAYS);
    }

    @Bean
    MappingDryRun mappingDryRun(CourierMappings mappings, Clock clock) {
        return new MappingDryRun(mappings, clock);
    }

    @Bean
    ShadowMappingComparison shadowMappingComparison(
            CourierMappings mappings, Couriers couriers, LatestRecordsReader reader, MeterRegistry meters) {
        return new ShadowMappingComparison(mappings, couriers, new KafkaRecentWebhooks(reader), meters);
    }

    @Bean
    TrackingEventPublisher trackingEventPublisher(ReliableProducer producer, JsonMapper json) {
        return new KafkaTrackingEventPublisher(producer, json);
    }

    @Bean
    KafkaQuarantine kafkaQuarantine(LatestRecordsReader reader, ReliableProducer producer) {
        return new KafkaQuarantine(reader, producer);
    }

    @Bean
    SchedulingConfigurer schedule(CourierRegistry registry, CourierSettings settings) {
        return tasks -> tasks.addFixedDelayTask(registry::poll, settings.reloadEvery());
    }

    /** @param topics exist before the warm-up asks for them */
    @Bean
    ReliableProducer reliableProducer(
            KafkaTemplate<String, byte[]> template, ProducerSettings settings, ProvisionedTopics topics) {
        var producer = new ReliableProducer(template, settings);
        producer.warmUp(TOPICS);
        return producer;
    }

    /** The default one logs whole records that were not sent, and they hold personal data. */
    @Bean
    ProducerListener<Object, Object> producerListener() {
        return new ProducerListener<>() {};
    }

    /** Of our own: with the global ones, closing one service would end the others in the same process. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }
}
