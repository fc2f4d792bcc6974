package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.Sessions;
import dev.waymark.gateway.signin.SupportStaff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Every route with everybody, against a table written by hand. */
class AccessMatrixIT {

    /** The first column. */
    private static final int NOBODY = 0;

    private static final String FORM_SECRET = "0b0f5e5c-2a43-4d9c-9a52-6b8d5c3f7e11";

    private final RunningGateway gateway = RunningGateway.shared();
    private final Map<String, List<String>> matrix = matrix();
    private final WebTestClient nobody = client(client -> client);
    private final WebTestClient stranger = withKey("wmk_of_somebody_else");
    private final WebTestClient reader = withKey(RunningGateway.READ_KEY);
    private final WebTestClient writer = withKey(RunningGateway.WRITE_KEY);
    private final WebTestClient tester = withKey(RunningGateway.TEST_KEY);

    @Test
    void everyRouteHasItsRow() {
        assertThat(matrix.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Routes.ALL.stream().map(Route::toString).toList());
    }

    @Test
    void everybodyGetsAsFarAsTheTableSays() {
        gateway.services().stubFor(any(anyUrl()).atPriority(50).willReturn(Orders.problem(404, "order-unknown")));

        var wrong = new ArrayList<String>();
        for (var route : Routes.ALL) {
            var expected = matrix.get(route.toString());
            // For each route anew: one of them ends the session.
            var who = who();
            for (var i = 0; i < who.size(); i++) {
                var got = outcome(route, who.get(i));
                if (!got.equals(expected.get(i))) {
                    wrong.add("%s for %s: %s (expected: %s)".formatted(route, i, got, expected.get(i)));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Each as a cookie, and as a token of a program. */
    @Test
    void sessionsThatEndedAndCredentialsThatWeNeverGaveAreNobodys() {
        gateway.services().stubFor(any(anyUrl()).atPriority(50).willReturn(Orders.problem(404, "order-unknown")));
        var broken = new LinkedHashMap<String, String>();
        for (var role : SessionPrincipal.Role.values()) {
            broken.put("expired " + role, expired(role));
            broken.put("revoked " + role, revoked(role));
            broken.put("forged " + role, forged(role));
        }
        broken.put("link of an order", Orders.token());

        var clients = new LinkedHashMap<String, WebTestClient>();
        broken.forEach((name, credential) -> {
            clients.put(name + " as a cookie", client(client -> client.defaultCookie("waymark", credential)));
            clients.put(
                    name + " as a token",
                    client(client -> client.defaultHeader("Authorization", "Bearer " + credential)));
        });

        var wrong = new ArrayList<String>();
        for (var route : Routes.ALL) {
            var expected = matrix.get(route.toString()).get(NOBODY);
            clients.forEach((name, client) -> {
                var got = outcome(route, client);
                if (!got.equals(expected)) {
                    wrong.add("%s with %s: %s (expected: %s)".formatted(route, name, got, expected));
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    /** GET and POST of every path that has them not: nobody gets more than a refusal. */
    @Test
    void methodsThatARouteHasNotAreForNobody() {
        var known = Routes.ALL.stream().map(Route::toString).collect(Collectors.toSet());
        var others = Routes.ALL.stream()
                .map(Route::pattern)
                .distinct()
                .flatMap(pattern -> Stream.of(HttpMethod.GET, HttpMethod.POST)
                        .map(method -> new Route(method, pattern, Access.OPEN)))
                .filter(route -> !known.contains(route.toString()))
                // Another row answers at these, where a word stands for the variable.
                .filter(route -> !List.of("/api/support/quarantine/replay", "/api/couriers/candidates")
                        .contains(route.pattern()))
                .toList();

        var wrong = new ArrayList<String>();
        for (var route : others) {
            for (var principal : who()) {
                var status = status(route, principal);
                if (!List.of(401, 403, 404, 405).contains(status)) {
                    wrong.add("%s: %d (expected: a refusal)".formatted(route, status));
                }
            }
        }

        assertThat(others).hasSizeGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    @Test
    void ordersAreForTheirOwnCustomerAndForNoOther() {
        var number = Orders.number();
        gateway.services().stubFor(any(anyUrl()).atPriority(50).willReturn(Orders.problem(404, "order-unknown")));
        new Orders(gateway).owned("p-" + number, number, 1, "ANNOUNCED");
        var owner = gateway.client()
                .mutate()
                .defaultCookie("waymark", gateway.signedIn("p-" + number, SessionPrincipal.Role.CUSTOMER))
                .build();
        var another = signedIn(SessionPrincipal.Role.CUSTOMER);

        assertThat(Routes.of(Access.SIGNED_IN))
                .filteredOn(route -> route.pattern().endsWith("/{number}"))
                .hasSizeGreaterThan(1)
                .allSatisfy(route -> {
                    var path = route.pattern().replace("{number}", number);
                    assertThat(get(owner, path)).isEqualTo(200);
                    assertThat(get(another, path)).isEqualTo(404);
                });
    }

    private static int get(WebTestClient client, String path) {
        return client.get()
                .uri(path)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    /** What is only routed is in no controller: its paths and methods stand in {@code gateway.yaml}. */
    @Test
    void routesOfTheGatewayAreInTheTable() {
        var routed = gateway.context().getBean(RouteDefinitionLocator.class).getRouteDefinitions();

        assertThat(routed.toStream().flatMap(AccessMatrixIT::routes).toList())
                .hasSizeGreaterThan(10)
                .allSatisfy(route -> assertThat(matrix).containsKey(route.replaceFirst("^HEAD ", "GET ")));
    }

    private static Stream<String> routes(RouteDefinition definition) {
        return values(definition, "Method")
                .flatMap(method -> values(definition, "Path").map(path -> method + " " + path));
    }

    private static Stream<String> values(RouteDefinition definition, String predicate) {
        return definition.getPredicates().stream()
                .filter(found -> found.getName().equals(predicate))
                .flatMap(found -> found.getArgs().values().stream());
    }

    private String expired(SessionPrincipal.Role role) {
        var id = UUID.randomUUID().toString();
        var before = Instant.now().minus(Duration.ofDays(2));
        var staff = role == SessionPrincipal.Role.CUSTOMER ? null : staffRef(role);
        gateway.context()
                .getBean(Sessions.class)
                .begin(new Sessions.Session(
                        id, "p-expired", "a···@b.example", null, staff, staff != null, before, before, before))
                .block(Duration.ofSeconds(20));
        var principal = new SessionPrincipal(id, "p-expired", null, role, "a···@b.example", before, false);
        return gateway.context().getBean(SessionCookie.class).of(principal).getValue();
    }

    private String staffRef(SessionPrincipal.Role role) {
        var email = role == SessionPrincipal.Role.SUPPORT ? RunningGateway.OPERATOR : RunningGateway.ADMINISTRATOR;
        return gateway.context().getBean(SupportStaff.class).find(email).orElseThrow();
    }

    private String revoked(SessionPrincipal.Role role) {
        var person = "p-revoked-" + role;
        var credential = gateway.signedIn(person, role);
        gateway.context().getBean(ActiveSessions.class).endAll(person).block(Duration.ofSeconds(20));
        return credential;
    }

    private String forged(SessionPrincipal.Role role) {
        var credential = gateway.signedIn("p-forged", role);
        var dot = credential.indexOf('.') + 1;
        return credential.substring(0, dot) + new StringBuilder(credential.substring(dot)).reverse();
    }

    private static String outcome(Route route, WebTestClient principal) {
        var status = status(route, principal);
        return status == 401 || status == 403 || status >= 500 ? String.valueOf(status) : "yes";
    }

    private static int status(Route route, WebTestClient principal) {
        var path = route.pattern().replaceAll("\\{[a-zA-Z]+}", "aaaaaaaaaaaaaaaaaaaaaa");
        // From an address of its own, so that no bound of one route is met at another.
        var request = principal
                .method(route.method())
                .uri(path)
                .headers(headers -> headers.set("X-Forwarded-For", RunningGateway.address()));
        return (route.method().equals(HttpMethod.GET)
                        ? request.exchange()
                        : path.startsWith("/api/") || path.startsWith("/webhooks/")
                                ? request.contentType(MediaType.APPLICATION_JSON)
                                        .bodyValue("{}")
                                        .exchange()
                                : request.contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                        .bodyValue("")
                                        .exchange())
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private List<WebTestClient> who() {
        return List.of(
                nobody,
                stranger,
                reader,
                writer,
                tester,
                signedIn(SessionPrincipal.Role.CUSTOMER),
                signedIn(SessionPrincipal.Role.SUPPORT),
                signedIn(SessionPrincipal.Role.ADMINISTRATOR));
    }

    private WebTestClient withKey(String key) {
        return client(client -> client.defaultHeader("X-API-Key", key));
    }

    private WebTestClient signedIn(SessionPrincipal.Role role) {
        return client(client -> client.defaultCookie("waymark", gateway.signedIn("p-" + role, role)));
    }

    /** Dear to make: each is made once and used for all routes, where a route does not spoil it for the next. */
    private WebTestClient client(UnaryOperator<WebTestClient.Builder> credential) {
        return credential
                .apply(gateway.clientOfStubs().mutate())
                .filter(gateway.formTokens())
                .defaultCookie("waymark-form", FORM_SECRET)
                .build();
    }

    private static Map<String, List<String>> matrix() {
        var rows = new LinkedHashMap<String, List<String>>();
        try (var in = Objects.requireNonNull(AccessMatrixIT.class.getResourceAsStream("/gateway/access-matrix.txt"))) {
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\s+", -1))
                    .forEach(row ->
                            rows.put(row[0] + " " + row[1], Arrays.asList(row).subList(2, row.length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
