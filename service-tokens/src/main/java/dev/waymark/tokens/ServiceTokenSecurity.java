package dev.waymark.tokens;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemResponse;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a service that is called demands: a token of a caller it knows, for itself, for the purpose of the route. */
public final class ServiceTokenSecurity {

    private ServiceTokenSecurity() {}

    /**
     * A filter chain for {@code callee}. What {@code routes} does not name is for nobody; a purpose {@code p} is the
     * authority {@code SCOPE_p}.
     */
    public static SecurityWebFilterChain chain(
            ServerHttpSecurity http, String callee, ServiceKeys keys, Customizer<AuthorizeExchangeSpec> routes) {
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
                .authorizeExchange(routes)
                .authorizeExchange(rest -> rest.anyExchange().denyAll())
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
                new JwtTimestampValidator(),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null),
                new JwtClaimValidator<String>(JwtClaimNames.ISS, caller::equals),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(callee))));
        return new JwtReactiveAuthenticationManager(decoder);
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, Problem problem) {
        if (problem == Problem.TOKEN_REQUIRED) {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return ProblemResponse.write(problem, exchange);
    }
}
