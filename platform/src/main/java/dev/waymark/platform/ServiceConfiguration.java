package dev.waymark.platform;

import dev.waymark.platform.web.HttpConfiguration;
import dev.waymark.platform.web.ServiceJson;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.ConnectionProvider;

/** What every service has: a clock, HTTP threads and connections of its own, and one manner of HTTP. */
@Configuration(proxyBeanMethods = false)
@Import(HttpConfiguration.class)
public class ServiceConfiguration {

    private static final int MAX_CONNECTIONS = 500;

    /** @param linesOfAStatement in five minutes; 0 for all */
    public ServiceConfiguration(@Value("${waymark.logging.lines-of-a-statement:20}") int linesOfAStatement) {
        LogThrottle.install(linesOfAStatement);
    }

    /** Below the idle time-out of our servers: none closes a connection just when a request is sent over it. */
    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(45);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    JsonMapperBuilderCustomizer valuesOfNewerVersions() {
        return ServiceJson::configure;
    }

    /** Not the JVM's global ones: with those, a service that closes would end the others in the same process. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setConnectionProviderSupplier(() -> ConnectionProvider.builder("services")
                .maxConnections(MAX_CONNECTIONS)
                .maxIdleTime(MAX_IDLE_TIME)
                .build());
        return resources;
    }
}
