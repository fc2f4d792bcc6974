package dev.waymark.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.waymark.platform.crypto.Hmac;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

class ServiceTokenSecurityTest {

    private static final String HS256 = "{\"alg\":\"HS256\"}";
    private static final ServiceKeys KEYS =
            new ServiceKeys(Map.of("gateway", key(1), "order-service", key(2), "notification-service", key(3)));
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
        var answer = get("/orders", tokens.token("order-service", "orders:write"));

        assertThat(answer.getStatusCode().value()).isEqualTo(403);
        assertThat(challenge(answer)).isEqualTo("Bearer error=\"insufficient_scope\"");
    }

    @Test
    void aPurposeIsForTheCallersThatItWasGrantedTo() {
        var gateway = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());
        var notifications = ServiceTokens.of("notification-service", KEYS, Clock.systemUTC());

        assertThat(statusWith(notifications.token("order-service", "orders:read")))
                .isEqualTo(403);
        assertThat(status("/contacts", gateway.token("order-service", "contacts:read")))
                .isEqualTo(403);
        assertThat(status("/contacts", notifications.token("order-service", "contacts:read")))
                .isEqualTo(200);
    }

    @Test
    void aCallerMayNameSeveralPurposesAndGainsNoneThatIsNotItsOwn() {
        var both = claims().claim("scope", "orders:read contacts:read").build();

        assertThat(status("/orders", signed(HS256, both))).isEqualTo(200);
        assertThat(status("/contacts", signed(HS256, both))).isEqualTo(403);
    }

    static Stream<Arguments> acceptable() {
        return Stream.of(
                arguments("as issued", claims().build()),
                arguments("for two minutes", claims().expirationTime(in(120)).build()),
                arguments(
                        "clocks apart",
                        claims().issueTime(in(20)).expirationTime(in(80)).build()),
                arguments(
                        "for several services",
                        claims().audience(List.of("order-service", "another")).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptable")
    void aTokenOfAFewSecondsIsAccepted(String name, JWTClaimsSet claims) {
        assertThat(statusWith(signed(HS256, claims))).isEqualTo(200);
    }

    static Stream<Arguments> refused() {
        var good = signed(HS256, claims().build());
        return Stream.of(
                arguments("nothing", ""),
                arguments("no token", "abc"),
                arguments("empty parts", ".."),
                arguments("two tokens", good + " " + good),
                arguments("unsigned", new PlainJWT(claims().build()).serialize()),
                arguments("signature cut off", good.substring(0, good.lastIndexOf('.') + 1)),
                arguments("signed otherwise", signed("{\"alg\":\"HS512\"}", claims().build())),
                arguments("said to be signed with a key pair", signed("{\"alg\":\"RS256\"}", claims().build())),
                arguments(
                        "brings its key",
                        signed(
                                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\"}}",
                                claims().issuer("x").build())),
                arguments("other content under its signature", tampered(good)),
                arguments(
                        "for ten years",
                        signed(HS256, claims().expirationTime(in(315_000_000)).build())),
                arguments(
                        "for a second more than two minutes",
                        signed(HS256, claims().expirationTime(in(121)).build())),
                arguments(
                        "issued long ago",
                        signed(
                                HS256,
                                claims().issueTime(in(-600))
                                        .expirationTime(in(30))
                                        .build())),
                arguments(
                        "expired",
                        signed(
                                HS256,
                                claims().issueTime(in(-92))
                                        .expirationTime(in(-32))
                                        .build())),
                arguments(
                        "of the future",
                        signed(
                                HS256,
                                claims().issueTime(in(60))
                                        .expirationTime(in(90))
                                        .build())),
                arguments(
                        "not yet valid",
                        signed(HS256, claims().notBeforeTime(in(45)).build())),
                arguments(
                        "without an end",
                        signed(HS256, claims().expirationTime(null).build())),
                arguments(
                        "without a beginning",
                        signed(HS256, claims().issueTime(null).build())),
                arguments(
                        "end is no time",
                        signed(HS256, claims().claim("exp", "tomorrow").build())),
                arguments(
                        "end is no number of ours",
                        signed(HS256, claims().claim("exp", 1e300).build())),
                arguments(
                        "beginning is no time",
                        signed(HS256, claims().claim("iat", List.of(1)).build())),
                arguments(
                        "for nobody",
                        signed(HS256, claims().audience((String) null).build())),
                arguments(
                        "for another",
                        signed(HS256, claims().audience("notification-service").build())),
                arguments("of nobody", signed(HS256, claims().issuer(null).build())),
                arguments("of a number", signed(HS256, claims().claim("iss", 5).build())),
                arguments(
                        "in the name of another",
                        signed(HS256, claims().issuer("notification-service").build())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void anyOtherTokenIsRefusedWithAChallenge(String name, String token) {
        var answer = get("/orders", token);

        assertThat(answer.getStatusCode().value()).isEqualTo(401);
        assertThat(answer.getBody()).contains("\"type\":\"/problems/token-required\"");
        assertThat(challenge(answer)).isEqualTo("Bearer error=\"invalid_token\"");
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

        assertThat(challenge(get("/orders", null))).isEqualTo("Bearer");
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
        return get(path, token).getStatusCode().value();
    }

    private static ResponseEntity<String> get(String path, @Nullable String token) {
        return client().get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .retrieve()
                .onStatus(HttpStatusCode::isError, _ -> Mono.empty())
                .toEntity(String.class)
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    private static @Nullable String challenge(ResponseEntity<?> answer) {
        return answer.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
    }

    /** What the gateway says for {@code orders:read}. */
    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("gateway")
                .audience("order-service")
                .claim("scope", "orders:read")
                .issueTime(in(0))
                .expirationTime(in(60));
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String tampered(String token) {
        var parts = token.split("\\.", -1);
        return parts[0] + "." + base64(claims().jwtID("another").build().toString()) + "." + parts[2];
    }

    /** With the gateway's key, whatever the header says. */
    private static String signed(String header, JWTClaimsSet claims) {
        var content = base64(header) + "." + base64(claims.toString());
        var hmac = new Hmac(Base64.getDecoder().decode(key(1)));
        return content + "." + hmac.base64Url(content);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
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
                    List.of(
                            PurposeRoute.of(HttpMethod.GET, "/orders", "orders:read", "gateway"),
                            PurposeRoute.of(HttpMethod.GET, "/contacts", "contacts:read", "notification-service")));
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .GET("/orders", request -> ServerResponse.ok().body(Mono.just("[]"), String.class))
                    .GET("/contacts", request -> ServerResponse.ok().build())
                    .GET("/unnamed", request -> ServerResponse.ok().build())
                    .build();
        }
    }
}
