package dev.waymark.ingest;

import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.signature.Authentication;
import dev.waymark.ingest.courier.signature.KeySets;
import dev.waymark.ingest.intake.Quarantine;
import dev.waymark.ingest.intake.TrackingLog;
import dev.waymark.ingest.intake.WebhookIntake;
import dev.waymark.ingest.intake.WebhookLedger;
import dev.waymark.ingest.jwks.FetchedKeySets;
import dev.waymark.ingest.kafka.AcknowledgedRecords;
import dev.waymark.ingest.kafka.KafkaQuarantine;
import dev.waymark.ingest.kafka.KafkaQuarantineLog;
import dev.waymark.ingest.kafka.KafkaRawWebhooks;
import dev.waymark.ingest.kafka.KafkaTrackingLog;
import dev.waymark.ingest.kafka.LogSettings;
import dev.waymark.ingest.kafka.TailSettings;
import dev.waymark.ingest.kafka.TopicSettings;
import dev.waymark.ingest.kafka.TopicTail;
import dev.waymark.ingest.quarantine.QuarantineDesk;
import dev.waymark.ingest.quarantine.ReplayLedger;
import dev.waymark.ingest.rehearsal.Mappings;
import dev.waymark.ingest.rehearsal.Rehearsal;
import dev.waymark.ingest.rehearsal.Shadows;
import dev.waymark.ingest.watch.CourierPulses;
import dev.waymark.ingest.web.WebhookSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

/** Who talks to whom. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    private static final int LARGEST_KEY_SET = 64 * 1024;

    /** A raw webhook with a photo in it; as much as the producer sends at most. */
    private static final String LARGEST_RECORD = String.valueOf(5 * 1024 * 1024);

    /** Each of them waits for the broker, and whoever asked waits for all: together they stay within the gateway's 4 s. */
    private static final int REPLAYED_AT_ONCE = 200;

    private static final List<String> TOPICS = List.of(
            Topics.COURIER_WEBHOOKS, Topics.COURIER_WEBHOOKS_QUARANTINE, Topics.TRACKING_EVENTS, Topics.COURIER_PULSE);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ConnectedCouriers connectedCouriers(
            CourierSettings settings, WebhookSettings webhook, KeySets keySets, Clock clock) {
        var means = new Authentication.Means(clock, webhook.replayWindow(), keySets);
        return new ConnectedCouriers(new CourierDirectory(settings, means), settings.reloadEvery());
    }

    @Bean
    Couriers couriers(ConnectedCouriers connected) {
        return connected.couriers();
    }

    @Bean
    KeySets keySets(ReactorResourceFactory resources, Clock clock) {
        return new FetchedKeySets(
                WebClient.builder()
                        .clientConnector(new ReactorClientHttpConnector(resources, Function.identity()))
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_KEY_SET))
                        .build(),
                clock);
    }

    @Bean
    WebhookLedger webhookLedger(MeterRegistry meters) {
        return new WebhookLedger(meters);
    }

    @Bean
    WebhookIntake webhookIntake(
            TrackingLog log, Quarantine quarantine, WebhookLedger ledger, CourierPulses pulses, Shadows shadows) {
        return new WebhookIntake(log, quarantine, ledger, pulses::heard, shadows);
    }

    @Bean
    TopicTail topicTail(KafkaProperties kafka, TailSettings settings) {
        return new TopicTail(
                new DefaultKafkaConsumerFactory<>(
                        kafka.buildConsumerProperties(), new StringDeserializer(), new ByteArrayDeserializer()),
                settings);
    }

    @Bean
    QuarantineDesk quarantineDesk(
            TopicTail tail,
            AcknowledgedRecords records,
            Couriers couriers,
            TrackingLog log,
            MeterRegistry meters,
            Clock clock) {
        return new QuarantineDesk(
                new KafkaQuarantineLog(tail, records),
                couriers,
                log,
                new ReplayLedger(meters),
                clock,
                REPLAYED_AT_ONCE);
    }

    @Bean
    Rehearsal rehearsal(Mappings mappings, Clock clock) {
        return new Rehearsal(mappings, clock);
    }

    @Bean
    Shadows shadows(Mappings mappings, Couriers couriers, TopicTail tail, MeterRegistry meters) {
        return new Shadows(mappings, couriers, new KafkaRawWebhooks(tail), meters);
    }

    @Bean
    TrackingLog trackingLog(AcknowledgedRecords records, JsonMapper json) {
        return new KafkaTrackingLog(records, json);
    }

    @Bean
    Quarantine quarantine(AcknowledgedRecords records) {
        return new KafkaQuarantine(records);
    }

    /** Makes the topics itself: the admin would, but only once every bean is there, and too late for the warm-up. */
    @Bean
    AcknowledgedRecords acknowledgedRecords(
            KafkaTemplate<String, byte[]> template,
            LogSettings settings,
            KafkaAdmin admin,
            KafkaAdmin.NewTopics topics) {
        admin.initialize();
        var records = new AcknowledgedRecords(template, settings);
        records.warmUp(TOPICS);
        return records;
    }

    @Bean
    KafkaAdmin.NewTopics topics(TopicSettings settings) {
        return new KafkaAdmin.NewTopics(
                TOPICS.stream().map(name -> topic(name, settings)).toArray(NewTopic[]::new));
    }

    /** The default one prints whole records that were not sent, and they are somebody's mail. */
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

    private static NewTopic topic(String name, TopicSettings settings) {
        var spec = Topics.spec(name);
        return TopicBuilder.name(name)
                .partitions(spec.isCompacted() ? 1 : settings.partitions())
                .replicas(settings.replicas())
                .config(TopicConfig.CLEANUP_POLICY_CONFIG, spec.cleanupPolicy())
                .config(TopicConfig.RETENTION_MS_CONFIG, spec.retentionMs())
                .configs(spec.isCompacted() ? PulseConfiguration.SMALL_SEGMENTS : Map.of())
                .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)
                .build();
    }
}
