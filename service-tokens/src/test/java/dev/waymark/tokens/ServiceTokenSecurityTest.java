package dev.waymark.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

class ServiceTokenSecurityTest {

    private static final ServiceKeys KEYS = new ServiceKeys(Map.of("gateway", key(1), "order-service", key(2)));
    private static ReactiveWebServerApplicationContext callee;

    @BeforeAll
    static void start() {
        callee = (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(Callee.class)
                .web(WebApplicationType.REACTIVE)
                .run("--server.port=0");
    }

    @AfterAll
    static void stop() {
        callee.close();
    }

    @Test
    void aKnownCallerWithThePurposeOfTheRouteIsServed() {
        var tokens = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());

        assertThat(statusWith(tokens.token("order-service", "orders:read"))).isEqualTo(200);
    }

    @Test
    void anotherPurposeIsDenied() {
        var tokens = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());

        assertThat(statusWith(tokens.token("order-service", "orders:write"))).isEqualTo(403);
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        var tokens = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());

        assertThat(statusWith(tokens.token("notification-service", "orders:read")))
                .isEqualTo(401);
    }

    @Test
    void aCallerWithAForeignKeyIsRefused() {
        var impostor = ServiceTokens.of("gateway", new ServiceKeys(Map.of("gateway", key(9))), Clock.systemUTC());

        assertThat(statusWith(impostor.token("order-service", "orders:read"))).isEqualTo(401);
    }

    @Test
    void anUnknownCallerIsRefused() {
        var stranger = ServiceTokens.of("stranger", new ServiceKeys(Map.of("stranger", key(1))), Clock.systemUTC());

        assertThat(statusWith(stranger.token("order-service", "orders:read"))).isEqualTo(401);
    }

    @Test
    void theCalleesOwnKeyOpensNothing() {
        var itself = ServiceTokens.of("order-service", KEYS, Clock.systemUTC());

        assertThat(statusWith(itself.token("order-service", "orders:read"))).isEqualTo(401);
    }

    @Test
    void anOldTokenIsRefused() {
        // Past the minute of the token and the minute of clock skew that the decoder grants.
        var yesterday = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        var tokens = ServiceTokens.of("gateway", KEYS, yesterday);

        assertThat(statusWith(tokens.token("order-service", "orders:read"))).isEqualTo(401);
    }

    @Test
    void withoutATokenTheAnswerIsAProblem() {
        var answer = client().get()
                .uri("/orders")
                .exchangeToMono(response -> response.bodyToMono(String.class)
                        .map(body -> response.statusCode().value() + " "
                                + response.headers().contentType().orElseThrow() + " " + body))
                .block(Duration.ofSeconds(20));

        assertThat(answer)
                .startsWith("401 application/problem+json")
                .contains("\"type\":\"/problems/token-required\"")
                .containsPattern("\"traceId\":\"[^\"]+\"");
    }

    @Test
    void everyRefusalHasATraceOfItsOwn() {
        var tokens = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());
        var first = refused(tokens.token("order-service", "orders:write"));
        var second = refused(tokens.token("order-service", "orders:write"));

        assertThat(first).contains("\"code\":\"purpose-denied\"").containsPattern("\"traceId\":\"[^\"]+\"}$");
        assertThat(second).isNotEqualTo(first);
    }

    private static String refused(String token) {
        return client().get()
                .uri("/orders")
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(response -> response.bodyToMono(String.class))
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    @Test
    void aRouteThatNobodyNamedIsForNobody() {
        var tokens = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());

        assertThat(status("/unnamed", tokens.token("order-service", "orders:read")))
                .isEqualTo(403);
    }

    private static int statusWith(String token) {
        return status("/orders", token);
    }

    private static int status(String path, String token) {
        return client().get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono((ClientResponse response) ->
                        response.releaseBody().thenReturn(response.statusCode().value()))
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    private static WebClient client() {
        return WebClient.create("http://localhost:" + callee.getWebServer().getPort());
    }

    private static String key(int fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Configuration
    @EnableAutoConfiguration
    static class Callee {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return ServiceTokenSecurity.chain(
                    http,
                    "order-service",
                    KEYS,
                    routes -> routes.pathMatchers("/orders").hasAuthority("SCOPE_orders:read"));
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .GET("/orders", request -> ServerResponse.ok().body(Mono.just("[]"), String.class))
                    .GET("/unnamed", request -> ServerResponse.ok().build())
                    .build();
        }
    }
}
