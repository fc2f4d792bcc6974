package dev.waymark.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.contract.Problem;
import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.Route;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpMethod;

/**
 * Who may use an operation and how it refuses, in the document of the API. Of one status there can be several problems: each
 * set of them is a response of its own, which names their codes in {@code x-problems}.
 */
final class ProblemResponses {

    private static final String CODES = "x-problems";
    private static final String COMPONENT = "#/components/";

    private final ObjectNode components;

    ProblemResponses(ObjectNode document) {
        this.components = document.withObject("/components");
    }

    /** Adds the security and the refusals that follow from {@code route} and from what is sent. */
    void complete(ObjectNode operation, Route route) {
        secure(operation, route.access());
        var problems = EnumSet.copyOf(general(operation, route));
        StreamSupport.stream(operation.path(CODES).spliterator(), false)
                .map(code -> Problem.of(code.asText()).orElseThrow(() -> new IllegalStateException(code.asText())))
                .forEach(problems::add);
        operation.remove(CODES);
        var responses = operation.withObject("/responses");
        problems.stream()
                .collect(Collectors.groupingBy(Problem::status, TreeMap::new, Collectors.toList()))
                .forEach((status, same) -> refer(responses, String.valueOf(status), response(same)));
        refer(responses, "default", "Refused");
    }

    /** Adds what the refusals refer to. */
    void describe() {
        var refused = components.withObject("/responses/Refused");
        refused.put("description", "Any other refusal");
        content(refused);
        var codes = components.withObject("/schemas/Problem/properties/code");
        var all = Arrays.stream(Problem.values())
                .sorted(Comparator.comparing(Problem::slug))
                .toList();
        all.forEach(problem -> codes.withArray("/enum").add(problem.slug()));
        all.forEach(problem -> codes.withArray("/x-enum-descriptions").add(problem.title()));
    }

    private static void secure(ObjectNode operation, Access access) {
        var schemes = switch (access) {
            case OPEN, COURIER -> List.<String>of();
            case SIGNED_IN, SUPPORT, ADMINISTRATOR -> List.of("sessionToken", "session");
            case SHOP_READ, SHOP_WRITE, SHOP_REVOKE, SHOP_TEST -> List.of("shopKey", "shopKeyHeader");
        };
        var security = operation.withArray("/security");
        schemes.forEach(scheme -> {
            var scopes = security.addObject().withArray("/" + scheme);
            Stream.of(access.scope()).filter(scope -> !scope.isEmpty()).forEach(scopes::add);
        });
    }

    private static Set<Problem> general(JsonNode operation, Route route) {
        var access = route.access();
        if (access == Access.COURIER) {
            return EnumSet.of(Problem.SERVICE_UNAVAILABLE);
        }
        var problems = EnumSet.of(Problem.BAD_REQUEST, Problem.TOO_MANY_REQUESTS, Problem.SERVICE_UNAVAILABLE);
        if (access != Access.OPEN) {
            problems.add(Problem.UNAUTHENTICATED);
        }
        if (access != Access.OPEN && access != Access.SIGNED_IN) {
            problems.add(Problem.FORBIDDEN);
        }
        if (access.scope().isEmpty() && !route.method().equals(HttpMethod.GET)) {
            problems.add(Problem.CSRF_REFUSED);
        }
        if (access == Access.SUPPORT || access == Access.ADMINISTRATOR) {
            problems.add(Problem.SECOND_FACTOR_REQUIRED);
        }
        if (operation.path("parameters").findValuesAsText("in").contains("query")) {
            problems.add(Problem.VALIDATION);
        }
        if (operation.has("requestBody")) {
            problems.addAll(List.of(
                    Problem.BODY_UNREADABLE,
                    Problem.CONTENT_ENCODING_UNSUPPORTED,
                    Problem.PAYLOAD_TOO_LARGE,
                    Problem.UNSUPPORTED_MEDIA_TYPE,
                    Problem.VALIDATION));
        }
        return problems;
    }

    private String response(List<Problem> same) {
        var name = same.stream().map(Problem::slug).collect(Collectors.joining("."));
        var response = components.withObject("/responses/" + name);
        if (response.isEmpty()) {
            response.put("description", same.stream().map(Problem::title).collect(Collectors.joining("; or: ")));
            same.forEach(problem -> response.withArray("/" + CODES).add(problem.slug()));
            content(response);
            switch (same.getFirst().status()) {
                case 401 -> header(response, "WWW-Authenticate");
                case 429, 503 -> header(response, "Retry-After");
                default -> {}
            }
        }
        return name;
    }

    private static void content(ObjectNode response) {
        header(response, "Content-Language");
        var schema = response.withObject("/content")
                .withObjectProperty("application/problem+json")
                .withObject("/schema");
        schema.put("$ref", COMPONENT + "schemas/Problem");
    }

    private static void header(ObjectNode response, String name) {
        response.withObject("/headers/" + name).put("$ref", COMPONENT + "headers/" + name);
    }

    private static void refer(ObjectNode responses, String status, String component) {
        responses.withObject("/" + status).put("$ref", COMPONENT + "responses/" + component);
    }
}
