package dev.waymark.ingest;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.waymark.tokens.PurposeRoute;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokenSecurity;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/** Which purpose each internal route requires, and of whom. Webhooks are verified one by one, and all other routes are public. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(ServiceKeys.class)
class IngestSecurity {

    static final String CALLEE = "courier-ingest-service";
    private static final String GATEWAY = "gateway";

    static final List<PurposeRoute> ROUTES = List.of(
            PurposeRoute.of(GET, "/internal/couriers", "couriers:read", GATEWAY),
            PurposeRoute.of(GET, "/internal/couriers/{courier}/shadow", "couriers:read", GATEWAY),
            PurposeRoute.of(POST, "/internal/couriers/dry-run", "couriers:test", GATEWAY),
            PurposeRoute.of(GET, "/internal/quarantine", "quarantine:read", GATEWAY),
            PurposeRoute.of(GET, "/internal/quarantine/{rawId}", "quarantine:read", GATEWAY),
            PurposeRoute.of(POST, "/internal/quarantine/replay", "quarantine:replay", GATEWAY),
            PurposeRoute.of(POST, "/internal/quarantine/{rawId}/replay", "quarantine:replay", GATEWAY));

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
        return ServiceTokenSecurity.chain(http.securityMatcher(INTERNAL), CALLEE, keys, ROUTES);
    }
}
