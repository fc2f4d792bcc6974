package dev.waymark.tokens;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProblemResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtGrantedAuthoritiesConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a service that is called demands: a token of a caller it knows, for itself, for the purpose of the route. */
public final class ServiceTokenSecurity {

    /** A key that leaked for an hour must not have made tokens for a year: ours live half as long as this. */
    static final Duration LONGEST_LIFE = ServiceTokens.VALID.multipliedBy(2);

    /** How far the clocks of two machines may be apart. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private ServiceTokenSecurity() {}

    /** A filter chain for {@code callee}. What {@code routes} does not name is for nobody, but the health of the service. */
    public static SecurityWebFilterChain chain(
            ServerHttpSecurity http, String callee, ServiceKeys keys, List<PurposeRoute> routes) {
        var managers = managers(callee, keys);
        var callers = new JwtIssuerReactiveAuthenticationManagerResolver(
                (String issuer) -> Mono.justOrEmpty(managers.get(issuer)));
        ServerAuthenticationEntryPoint tokenRequired = (exchange, _) -> refuse(exchange, Problem.TOKEN_REQUIRED);
        ServerAccessDeniedHandler purposeDenied = (exchange, _) -> refuse(exchange, Problem.PURPOSE_DENIED);
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> {
                    routes.forEach(route -> {
                        exchanges.pathMatchers(route.method(), route.path()).hasAnyAuthority(route.authorities());
                        // Whoever may read may ask for the headers alone.
                        if (route.method().equals(HttpMethod.GET)) {
                            exchanges
                                    .pathMatchers(HttpMethod.HEAD, route.path())
                                    .hasAnyAuthority(route.authorities());
                        }
                    });
                    // On the management port only: no route of ours starts with these.
                    exchanges
                            .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                            .permitAll()
                            .anyExchange()
                            .denyAll();
                })
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(callers)
                        .authenticationEntryPoint(tokenRequired)
                        .accessDeniedHandler(purposeDenied))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(tokenRequired).accessDeniedHandler(purposeDenied))
                .build();
    }

    private static Map<String, ReactiveAuthenticationManager> managers(String callee, ServiceKeys keys) {
        return keys.keys().keySet().stream()
                .filter(caller -> !caller.equals(callee))
                .collect(Collectors.toUnmodifiableMap(caller -> caller, caller -> manager(caller, callee, keys)));
    }

    private static ReactiveAuthenticationManager manager(String caller, String callee, ServiceKeys keys) {
        var decoder = NimbusReactiveJwtDecoder.withSecretKey(keys.of(caller))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        // Setting a validator drops the default ones: each claim that counts is named here.
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW),
                ServiceTokenSecurity::livesShortly,
                new JwtClaimValidator<String>(JwtClaimNames.ISS, caller::equals),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(callee))));
        var purposes = new JwtGrantedAuthoritiesConverter();
        purposes.setAuthorityPrefix(PurposeRoute.authorityPrefix(caller));
        var granted = new ReactiveJwtAuthenticationConverter();
        granted.setJwtGrantedAuthoritiesConverter(new ReactiveJwtGrantedAuthoritiesConverterAdapter(purposes));
        var manager = new JwtReactiveAuthenticationManager(decoder);
        manager.setJwtAuthenticationConverter(granted);
        return manager;
    }

    /**
     * From its {@code iat}, which must not be in the future, to its {@code exp}. The decoder takes a token without
     * {@code iat} as issued a second before its {@code exp}: so it is refused, until it has nearly expired.
     */
    private static OAuth2TokenValidatorResult livesShortly(Jwt token) {
        var from = token.getIssuedAt();
        var until = token.getExpiresAt();
        return from != null
                        && until != null
                        && !from.isAfter(Instant.now().plus(CLOCK_SKEW))
                        && !until.isAfter(from.plus(LONGEST_LIFE))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                        BearerTokenErrorCodes.INVALID_TOKEN, "It is valid for too long, or not yet.", null));
    }

    /** With the challenge that RFC 6750, 3 wants: its error says whether another token may help. */
    private static Mono<Void> refuse(ServerWebExchange exchange, Problem problem) {
        var sent = exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
        var error = problem == Problem.PURPOSE_DENIED
                ? BearerTokenErrorCodes.INSUFFICIENT_SCOPE
                : BearerTokenErrorCodes.INVALID_TOKEN;
        return ProblemResponse.write(
                ProblemException.of(problem)
                        .with(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"" + error + "\"" : "Bearer"),
                exchange);
    }
}
