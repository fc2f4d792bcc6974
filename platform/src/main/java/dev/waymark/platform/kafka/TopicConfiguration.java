package dev.waymark.platform.kafka;

import dev.waymark.contract.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Provisions the topics before anything of a service publishes or consumes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
public class TopicConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TopicConfiguration.class);

    /** What needs the topics while it is being made takes this. */
    public record ProvisionedTopics() {}

    @Bean
    ProvisionedTopics provisionedTopics(KafkaAdmin kafkaAdmin, KafkaProperties kafka, TopicSettings settings) {
        try (var admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            provision(new TopicProvisioner(admin, settings), kafka);
        }
        return new ProvisionedTopics();
    }

    private static void provision(TopicProvisioner provisioner, KafkaProperties kafka) {
        try {
            provisioner.provision(Topics.ALL);
        } catch (KafkaException e) {
            var failure = "topics not provisioned: brokers=" + kafka.getBootstrapServers();
            if (kafka.getAdmin().isFailFast()) {
                throw new IllegalStateException(failure, e);
            }
            log.error("{}", failure, e);
        }
    }
}
