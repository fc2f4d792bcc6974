package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The table of routes, what runs, and what is described: three lists that must be one. */
class RoutesIT {

    /** Not from a controller: the start page is a redirect, the rest is routed. */
    private static final Set<Access> ROUTED =
            Set.of(Access.COURIER, Access.SHOP_READ, Access.SHOP_WRITE, Access.SHOP_REVOKE, Access.SHOP_TEST);

    /** Of the shop's routes those that no service behind us has: an order's messages are of another one than the order. */
    private static final Set<String> OF_A_CONTROLLER =
            Set.of("/api/orders/{number}/messages", "/api/orders/{number}/undeliverable/lift");

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void tableNamesWhatRunsAndNothingElse() {
        var expected = Routes.ALL.stream()
                .filter(route -> !ROUTED.contains(route.access()) || OF_A_CONTROLLER.contains(route.pattern()))
                .filter(route -> !route.pattern().equals("/"))
                .map(Route::toString)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(running()).isEqualTo(expected);
    }

    @Test
    void documentDescribesTheWholeApiAndNothingElse() {
        var document = new JsonMapper().readTree(openApi());

        var described = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(member -> !member.equals("parameters"))
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        // In the table it is an address with a secret path.
        assertThat(described.remove("POST /webhooks/{courier}/token")).isTrue();
        assertThat(described)
                .isEqualTo(Routes.ALL.stream()
                        .filter(route -> !isPage(route))
                        .map(Route::toString)
                        .filter(route -> !route.equals("GET /api/openapi.json"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
    }

    /** Pages are for people, with their forms, parts and files: what a program asks for is below these paths. */
    private static boolean isPage(Route route) {
        return Stream.of("/api/", "/webhooks/", "/problems/").noneMatch(route.pattern()::startsWith)
                && !route.pattern().endsWith("/events");
    }

    private String openApi() {
        return gateway.client()
                .get()
                .uri("/api/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    /** The document in YAML comes with its library; as it is not in the table, nobody is answered there. */
    private Set<String> running() {
        return gateway.context().getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternsCondition().getPatterns().stream()
                        .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + pattern.getPatternString())))
                .filter(route -> !route.equals("GET /api/openapi.json.yaml"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
