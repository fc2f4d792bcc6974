package dev.waymark.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a service that is called demands: a token of a caller it knows, for itself, for the purpose of the route. */
public final class CalleeSecurity {

    private CalleeSecurity() {}

    /**
     * A filter chain for {@code callee}. What {@code routes} does not name is for nobody; a purpose {@code p} is the
     * authority {@code SCOPE_p}.
     */
    public static SecurityWebFilterChain chain(
            ServerHttpSecurity http, String callee, ServiceKeys keys, Customizer<AuthorizeExchangeSpec> routes) {
        var managers = managers(callee, keys);
        var callers = new JwtIssuerReactiveAuthenticationManagerResolver(
                (String issuer) -> Mono.justOrEmpty(managers.get(issuer)));
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(routes)
                .authorizeExchange(rest -> rest.anyExchange().denyAll())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(callers)
                        .authenticationEntryPoint((exchange, e) -> refuse(exchange, HttpStatus.UNAUTHORIZED))
                        .accessDeniedHandler((exchange, e) -> refuse(exchange, HttpStatus.FORBIDDEN)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (exchange, e) -> refuse(exchange, HttpStatus.UNAUTHORIZED))
                        .accessDeniedHandler((exchange, e) -> refuse(exchange, HttpStatus.FORBIDDEN)))
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

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.UNAUTHORIZED) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        // As the services' own problems have it.
        var trace = exchange.getRequest().getId();
        var body = status == HttpStatus.UNAUTHORIZED
                ? problem("token-required", "A service token is required", 401, trace)
                : problem("purpose-denied", "The token is not for this", 403, trace);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body.getBytes(UTF_8))));
    }

    private static String problem(String code, String title, int status, String trace) {
        return """
                {"type":"/problems/%s","title":"%s","status":%d,"code":"%s","traceId":"%s"}""".formatted(code, title, status, code, trace);
    }
}
