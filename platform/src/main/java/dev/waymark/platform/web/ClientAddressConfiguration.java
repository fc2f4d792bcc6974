package dev.waymark.platform.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Who the clients are, for services that proxies stand before; the health says which proxies are believed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProxySettings.class)
@Import(ClientAddresses.class)
public class ClientAddressConfiguration {

    @Bean
    HealthIndicator forwardedHeaders(ClientAddresses addresses) {
        return addresses::health;
    }
}
