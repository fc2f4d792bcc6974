package dev.waymark.gateway.live;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The open pages. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    @Bean
    LiveUpdates liveUpdates(LiveSettings settings, MeterRegistry metrics) {
        return new LiveUpdates(settings, metrics);
    }
}
