package dev.waymark.platform.kafka;

import dev.waymark.platform.web.UnavailableFilter;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.web.server.WebFilter;

/** Provisions the topics before anything of a service consumes, and says what a failed publication is to whoever asks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
public class TopicConfiguration {

    /** Spring Boot's names of the server and of the one of its management port. */
    private static final List<String> WEB_SERVERS = List.of("webServerStartStop", "childManagementContextInitializer");

    @Bean
    TopicProvisioning topicProvisioning(KafkaAdmin admin, TopicSettings settings, ApplicationEventPublisher events) {
        return new TopicProvisioning(admin, settings, events);
    }

    /** What a bean depends on starts before it, also where its phase is a later one: Spring starts web servers after consumers. */
    @Bean
    static BeanFactoryPostProcessor webServersBeforeTopics() {
        return beans -> WEB_SERVERS.forEach(server -> beans.registerDependentBean(server, "topicProvisioning"));
    }

    @Bean
    WebFilter brokerUnavailable() {
        return new UnavailableFilter(Failures::isOutage);
    }
}
