package dev.waymark.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.waymark.contract.ApiDocument;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.mongo.audit.MongoCommandAudit;
import dev.waymark.gateway.access.FormTokenRepository;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SupportStaff;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The gateway as it runs, with real store and broker; the services behind it are played by stubs. */
final class RunningGateway {

    static final String READ_KEY = "wmk_read_0123456789abcdef";
    static final String WRITE_KEY = "wmk_write_0123456789abcdef";
    static final String TEST_KEY = "wmk_test_0123456789abcdef";
    static final String OPERATOR = "desk@shop.example";
    static final String ADMINISTRATOR = "head@shop.example";

    private static final RunningGateway SHARED = start();

    private final ConfigurableApplicationContext context;
    private final WireMockServer services;

    private RunningGateway(ConfigurableApplicationContext context, WireMockServer services) {
        this.context = context;
        this.services = services;
    }

    /** One for all tests of the JVM that do not need settings of their own. */
    static RunningGateway shared() {
        return SHARED;
    }

    static RunningGateway start(String... settings) {
        var services = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        services.start();
        var key = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestInfrastructure.bootstrapServers(),
                "--spring.mongodb.uri=" + TestInfrastructure.mongoUri(),
                "--waymark.topics.partitions=2",
                // Each has a store of its own: of one group, they would take records from each other.
                "--spring.cloud.stream.bindings.auditIn-in-0.group=gateway.audit." + UUID.randomUUID(),
                "--waymark.gateway.database=" + TestInfrastructure.database("gateway"),
                "--waymark.gateway.orders-url=" + services.baseUrl(),
                "--waymark.gateway.notifications-url=" + services.baseUrl(),
                "--waymark.gateway.ingest-url=" + services.baseUrl(),
                "--waymark.gateway.session.key=" + key,
                "--waymark.gateway.session.secure=false",
                "--waymark.services.keys.gateway=" + key,
                "--waymark.web.trusted-proxies=127.0.0.0/8,::1/128",
                "--waymark.gateway.limits.renewals-per-address=10",
                "--waymark.gateway.live.max-streams-per-visitor=3",
                "--waymark.gateway.live.heartbeat=1s",
                "--waymark.gateway.live.session-check=200ms",
                "--waymark.gateway.operators[0].email=" + OPERATOR,
                "--waymark.gateway.operators[0].role=SUPPORT",
                "--waymark.gateway.operators[1].email=" + ADMINISTRATOR,
                "--waymark.gateway.operators[1].role=ADMINISTRATOR",
                // Nobody listens there.
                "--waymark.gateway.staff.oidc.issuer=http://127.0.0.1:1",
                "--waymark.gateway.staff.oidc.client-id=waymark",
                "--waymark.gateway.staff.oidc.client-secret=secret",
                "--waymark.gateway.api-keys[0].name=reader",
                "--waymark.gateway.api-keys[0].sha256=" + sha256(READ_KEY),
                "--waymark.gateway.api-keys[0].scopes=orders:read",
                "--waymark.gateway.api-keys[1].name=writer",
                "--waymark.gateway.api-keys[1].sha256=" + sha256(WRITE_KEY),
                "--waymark.gateway.api-keys[1].scopes=orders:write,links:revoke",
                "--waymark.gateway.api-keys[2].name=tester",
                "--waymark.gateway.api-keys[2].sha256=" + sha256(TEST_KEY),
                "--waymark.gateway.api-keys[2].scopes=couriers:test"));
        for (var setting : settings) {
            // Given twice, the two values would be one list.
            arguments.removeIf(preset -> preset.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            arguments.add(setting);
        }
        var context = GatewayApplication.application().sources(Audited.class).run(arguments.toArray(String[]::new));
        return new RunningGateway(context, services);
    }

    WireMockServer services() {
        return services;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Somebody at an address of their own, so that no test's tries count for another's. */
    WebTestClient client() {
        return client(address());
    }

    WebTestClient client(String address) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port())
                .defaultHeader("X-Forwarded-For", address)
                .responseTimeout(Duration.ofSeconds(30))
                .filter(RunningGateway::asDescribed)
                .build();
    }

    /** Sends with each form the token that a page of ours would have in it, for whoever's cookies it comes with. */
    ExchangeFilterFunction formTokens() {
        var tokens = context.getBean(FormTokenRepository.class);
        return (request, next) -> {
            var browser = MockServerHttpRequest.method(request.method(), request.url())
                    .headers(request.headers());
            request.cookies()
                    .forEach((name, values) -> values.forEach(value -> browser.cookie(new HttpCookie(name, value))));
            return tokens.loadToken(MockServerWebExchange.from(browser))
                    .map(token -> ClientRequest.from(request)
                            .header(token.getHeaderName(), Tokens.form(token.getToken()))
                            .build())
                    .defaultIfEmpty(request)
                    .flatMap(next::exchange);
        };
    }

    /** For routes that are answered by a stub, which says no more than its test needs. */
    WebTestClient clientOfStubs() {
        return client().mutate().filters(List::clear).build();
    }

    /** Fails whenever an answer is not as the document of the API has it. Streams are described, but have no end. */
    private static Mono<ClientResponse> asDescribed(ClientRequest request, ExchangeFunction next) {
        var operation = ApiDocument.current()
                .operation(request.method().name(), request.url().getRawPath());
        return next.exchange(request)
                .flatMap(response -> operation
                        .filter(_ -> !response.headers()
                                .contentType()
                                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                                .isPresent())
                        .map(described -> asDescribed(described, response))
                        .orElseGet(() -> Mono.just(response)));
    }

    private static Mono<ClientResponse> asDescribed(ApiDocument.Operation operation, ClientResponse response) {
        return response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]).map(body -> {
            var answer = new ApiDocument.Answer(
                    response.statusCode().value(),
                    name -> response.headers().header(name).stream().findFirst(),
                    new String(body, UTF_8));
            assertThat(ApiDocument.current().violations(operation, answer)).isEmpty();
            return response.mutate()
                    .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                    .build();
        });
    }

    static String address() {
        var random = ThreadLocalRandom.current();
        return "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(1, 255));
    }

    /** The cookie of somebody who is signed in, staff with the second factor. */
    String signedIn(String personRef, SessionPrincipal.Role role) {
        return signedIn(personRef, role, true);
    }

    String signedIn(String personRef, SessionPrincipal.Role role, boolean secondFactorProved) {
        var staff = context.getBean(SupportStaff.class);
        var staffRef = switch (role) {
            case CUSTOMER -> Optional.<String>empty();
            case SUPPORT -> staff.find(OPERATOR);
            case ADMINISTRATOR -> staff.find(ADMINISTRATOR);
        };
        var principal = context.getBean(ActiveSessions.class)
                .begin(
                        UUID.randomUUID().toString(),
                        personRef,
                        "a···@b.example",
                        staffRef.orElse(null),
                        secondFactorProved)
                .block(Duration.ofSeconds(20));
        return context.getBean(SessionCookie.class).of(principal).getValue();
    }

    void stop() {
        context.close();
        services.stop();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Audited {
        @Bean
        MongoClientSettingsBuilderCustomizer audit() {
            return settings -> settings.addCommandListener(MongoCommandAudit.shared());
        }
    }
}
