package dev.waymark.gateway.clients;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.tokens.ServiceTokens;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import reactor.core.publisher.Mono;

/** Completes the clients of our services: each call bears a token of its purpose, and every failure is a {@link ProblemException}. */
public final class ServiceClients implements WebClientHttpServiceGroupConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceClients.class);

    private static final ParameterizedTypeReference<Map<String, Object>> MEMBERS =
            new ParameterizedTypeReference<>() {};

    /** What a service may say to our visitors through us; anything else it refuses is our mistake. */
    private static final Set<Problem> PASSED_ON = Set.of(
            Problem.LINK_UNKNOWN,
            Problem.LINK_EXPIRED,
            Problem.ORDER_UNKNOWN,
            Problem.COURIER_UNKNOWN,
            Problem.SECOND_CONTACT_REQUIRED,
            Problem.CURSOR_INVALID,
            Problem.IDEMPOTENCY_KEY_IN_USE,
            Problem.IDEMPOTENCY_KEY_MISSING,
            Problem.CONTACT_UNREADABLE,
            Problem.QUARANTINED_UNKNOWN,
            Problem.DEAD_LETTER_UNKNOWN,
            Problem.SHADOW_ABSENT);

    private final ServiceTokens tokens;
    private final ServiceSettings settings;

    public ServiceClients(ServiceTokens tokens, ServiceSettings settings) {
        this.tokens = tokens;
        this.settings = settings;
    }

    @Override
    public void configureGroups(Groups<WebClient.Builder> groups) {
        groups.forEachGroup((group, client, proxies) -> {
            var service = group.name();
            client.defaultStatusHandler(HttpStatusCode::isError, response -> refusal(service, response));
            proxies.exchangeAdapterDecorator(calls -> new ServiceCallLimiter(calls, service, settings.answerWithin()))
                    .httpRequestValuesProcessor((method, parameters, arguments, request) -> {
                        var purpose = Objects.requireNonNull(method.getAnnotation(Purpose.class), method.getName());
                        request.configureHeaders(
                                headers -> headers.setBearerAuth(tokens.token(service, purpose.value())));
                    });
        });
    }

    private static Mono<Throwable> refusal(String service, ClientResponse response) {
        return response.bodyToMono(MEMBERS)
                .onErrorReturn(Map.of())
                .defaultIfEmpty(Map.of())
                .map(problem -> refusal(service, response.statusCode(), String.valueOf(problem.get("code"))));
    }

    private static Throwable refusal(String service, HttpStatusCode status, String code) {
        return Problem.of(code)
                .filter(PASSED_ON::contains)
                .map(ProblemException::of)
                .orElseGet(() -> {
                    LOG.warn("call refused: service={} status={} code={}", service, status.value(), code);
                    var asked = status.value() == 400 || status.value() == 422;
                    return ProblemException.of(asked ? Problem.BAD_REQUEST : Problem.SERVICE_UNAVAILABLE);
                });
    }
}
