package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Every route with everybody, against a table written by hand. */
class AccessMatrixIT {

    private static final String FORM_SECRET = "0b0f5e5c-2a43-4d9c-9a52-6b8d5c3f7e11";

    private final RunningGateway gateway = RunningGateway.shared();
    private final Map<String, List<String>> matrix = matrix();

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

    private static String outcome(Route route, WebTestClient principal) {
        var path = route.pattern().replaceAll("\\{[a-zA-Z]+}", "aaaaaaaaaaaaaaaaaaaaaa");
        var request = principal.method(route.method()).uri(path).cookie("waymark-form", FORM_SECRET);
        var status = (route.method().equals(HttpMethod.GET)
                        ? request.exchange()
                        : path.startsWith("/api/") || path.startsWith("/webhooks/")
                                ? request.contentType(MediaType.APPLICATION_JSON)
                                        .bodyValue("{}")
                                        .exchange()
                                : request.contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                        .bodyValue("_csrf=" + Tokens.form(FORM_SECRET))
                                        .exchange())
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
        return status == 401 || status == 403 ? String.valueOf(status) : "yes";
    }

    private List<WebTestClient> who() {
        return List.of(
                gateway.clientOfStubs(),
                withKey("wmk_of_somebody_else"),
                withKey(RunningGateway.READ_KEY),
                withKey(RunningGateway.WRITE_KEY),
                withKey(RunningGateway.TEST_KEY),
                signedIn(SessionPrincipal.Role.CUSTOMER),
                signedIn(SessionPrincipal.Role.SUPPORT),
                signedIn(SessionPrincipal.Role.ADMINISTRATOR));
    }

    private WebTestClient withKey(String key) {
        return gateway.clientOfStubs().mutate().defaultHeader("X-API-Key", key).build();
    }

    private WebTestClient signedIn(SessionPrincipal.Role role) {
        return gateway.clientOfStubs()
                .mutate()
                .defaultCookie("waymark", gateway.signedIn("p-" + role, role))
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
