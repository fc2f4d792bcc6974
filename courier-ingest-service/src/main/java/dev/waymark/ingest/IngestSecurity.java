package dev.waymark.ingest;

import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokenSecurity;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/** Which purpose each internal route requires. Webhooks are verified one by one, and all other routes are public. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(ServiceKeys.class)
class IngestSecurity {

    static final String CALLEE = "courier-ingest-service";

    /** Matched like routes, decoded: to a comparison of strings {@code /%69nternal} would be another path. */
    private static final ServerWebExchangeMatcher INTERNAL =
            new PathPatternParserServerWebExchangeMatcher("/internal/**");

    /** A span and a timer for each of a dozen filters would cost more than the filters. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** For no other route there is a filter: every microsecond there is paid for each scan of a shipment. */
    @Bean
    SecurityWebFilterChain internal(ServerHttpSecurity http, ServiceKeys keys) {
        return ServiceTokenSecurity.chain(http.securityMatcher(INTERNAL), CALLEE, keys, IngestSecurity::purposes);
    }

    private static void purposes(AuthorizeExchangeSpec routes) {
        allow(routes, HttpMethod.GET, "/internal/couriers", "couriers:read");
        allow(routes, HttpMethod.GET, "/internal/couriers/{courier}/shadow", "couriers:read");
        allow(routes, HttpMethod.POST, "/internal/couriers/dry-run", "couriers:test");
        allow(routes, HttpMethod.GET, "/internal/quarantine", "quarantine:read");
        allow(routes, HttpMethod.GET, "/internal/quarantine/{rawId}", "quarantine:read");
        allow(routes, HttpMethod.POST, "/internal/quarantine/replay", "quarantine:replay");
        allow(routes, HttpMethod.POST, "/internal/quarantine/{rawId}/replay", "quarantine:replay");
    }

    private static void allow(AuthorizeExchangeSpec routes, HttpMethod method, String path, String purpose) {
        routes.pathMatchers(method, path).hasAuthority("SCOPE_" + purpose);
    }
}
