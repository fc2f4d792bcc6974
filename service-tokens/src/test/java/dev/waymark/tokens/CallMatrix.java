package dev.waymark.tokens;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every route of a running service with every purpose of every caller, and with tokens that prove nothing.
 *
 * @param keys of all who might call
 */
public record CallMatrix(String callee, ServiceKeys keys, List<PurposeRoute> routes) {

    private static final String CHALLENGE = "Bearer";
    private static final String INVALID = "Bearer error=\"invalid_token\"";
    private static final String INSUFFICIENT = "Bearer error=\"insufficient_scope\"";

    /** What was answered otherwise than it should be, by the service at {@code address}; a line each. */
    public List<String> wrongAnswers(String address) {
        var client = WebClient.create(address);
        return Flux.fromIterable(routes)
                .flatMap(route -> Flux.fromStream(cells(route)).flatMap(cell -> cell.wrongAnswer(client)), 1)
                .collectList()
                .blockOptional(Duration.ofMinutes(1))
                .orElseThrow();
    }

    /** The routes of controllers that run in {@code service} and are not listed, but for those of paths that are {@code open}. */
    public List<String> unlisted(ApplicationContext service, String... open) {
        var listed = routes.stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet());
        return service
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(info -> info.getPatternsCondition().getPatterns().stream()
                        .map(PathPattern::getPatternString)
                        .filter(Predicate.not(List.of(open)::contains))
                        .flatMap(path ->
                                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
                .filter(Predicate.not(listed::contains))
                .toList();
    }

    /** All that {@code caller} may call for. */
    public Set<String> purposes(String caller) {
        return routes.stream()
                .filter(route -> route.callers().contains(caller))
                .map(PurposeRoute::purpose)
                .collect(Collectors.toSet());
    }

    private Stream<Cell> cells(PurposeRoute route) {
        var purposes = new TreeSet<>(routes.stream().map(PurposeRoute::purpose).toList());
        purposes.add("orders:delete");
        var allowed = keys.keys().keySet().stream()
                .filter(Predicate.not(callee::equals))
                .flatMap(caller -> purposes.stream().map(purpose -> {
                    var mine =
                            route.purpose().equals(purpose) && route.callers().contains(caller);
                    return new Cell(
                            route, caller + " for " + purpose, token(caller, purpose), mine ? 200 : 403, INSUFFICIENT);
                }));
        var caller = route.callers().getFirst();
        var refused = Stream.of(
                new Cell(route, "nobody", "", 401, CHALLENGE),
                new Cell(route, "forged", forged(caller, route.purpose()), 401, INVALID),
                new Cell(route, "expired", at(-120, caller, route.purpose()), 401, INVALID),
                new Cell(route, "of the future", at(120, caller, route.purpose()), 401, INVALID),
                new Cell(
                        route,
                        "for another service",
                        tokens(caller, 0).token("another-service", route.purpose()),
                        401,
                        INVALID));
        return Stream.concat(allowed, refused);
    }

    private String token(String caller, String purpose) {
        return at(0, caller, purpose);
    }

    private String at(long seconds, String caller, String purpose) {
        return tokens(caller, seconds).token(callee, purpose);
    }

    private ServiceTokens tokens(String caller, long seconds) {
        return ServiceTokens.of(caller, keys, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
    }

    private String forged(String caller, String purpose) {
        var foreign = new ServiceKeys(Map.of(caller, "Zm9yZ2VkLWZvcmdlZC1mb3JnZWQtZm9yZ2VkLWZvcmdlZA=="));
        return ServiceTokens.of(caller, foreign, Clock.systemUTC()).token(callee, purpose);
    }

    /** @param status 200 stands for whatever the service says to those whom it lets in */
    private record Cell(PurposeRoute route, String who, String token, int status, String challenge) {

        Mono<String> wrongAnswer(WebClient client) {
            var path = route.path().replaceAll("\\{[^}]+}", "x");
            return client.method(route.method())
                    .uri(path)
                    .headers(headers -> {
                        headers.setContentType(MediaType.APPLICATION_JSON);
                        if (!token.isEmpty()) {
                            headers.setBearerAuth(token);
                        }
                    })
                    .exchangeToMono(answer -> {
                        var got = answer.statusCode().value();
                        var challenged = answer.headers().asHttpHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
                        var right = status == 200
                                ? got != 401 && got != 403 && got < 500
                                : got == status
                                        && challenge.equals(challenged)
                                        && answer.headers()
                                                .contentType()
                                                .filter(MediaType.APPLICATION_PROBLEM_JSON::equals)
                                                .isPresent();
                        var line = "%s %s by %s: %d %s (expected: %d)"
                                .formatted(
                                        route.method(),
                                        path,
                                        who,
                                        got,
                                        StringUtils.hasText(challenged) ? challenged : "",
                                        status);
                        return answer.releaseBody().then(right ? Mono.empty() : Mono.just(line));
                    });
        }
    }
}
