package dev.waymark.ingest.kafka;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Registers what reads and writes topics. */
public final class KafkaBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(LatestRecordsReader.class);
        registry.registerBean(KafkaTrackingEventPublisher.class);
        registry.registerBean(KafkaQuarantine.class);
        registry.registerBean(KafkaRecentWebhooks.class);
        registry.registerBean(ActivityReplicator.class);
    }
}
