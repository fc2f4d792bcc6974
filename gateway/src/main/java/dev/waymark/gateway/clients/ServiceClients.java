package dev.waymark.gateway.clients;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.tokens.ServiceTokens;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Mono;

/** Makes the clients of our services: each call bears a token of its purpose, and every failure is a {@link ProblemException}. */
public final class ServiceClients {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceClients.class);

    private static final ParameterizedTypeReference<Map<String, Object>> MEMBERS =
            new ParameterizedTypeReference<>() {};

    /** What a service may say to our visitors through us; anything else it refuses is our mistake. */
    private static final Set<Problem> PASSED_ON = Set.of(
            Problem.LINK_UNKNOWN,
            Problem.LINK_EXPIRED,
            Problem.ORDER_UNKNOWN,
            Problem.CURSOR_INVALID,
            Problem.CONTACT_UNREADABLE,
            Problem.QUARANTINED_UNKNOWN,
            Problem.SHADOW_ABSENT);

    private final WebClient.Builder builder;
    private final ServiceTokens tokens;
    private final ServiceSettings settings;

    public ServiceClients(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        this.builder = builder;
        this.tokens = tokens;
        this.settings = settings;
    }

    public OrderClient orders() {
        return client(OrderClient.class, ServiceNames.ORDERS, settings.ordersUrl());
    }

    public NotificationClient notifications() {
        return client(NotificationClient.class, ServiceNames.NOTIFICATIONS, settings.notificationsUrl());
    }

    public CourierAdminClient couriers() {
        return client(CourierAdminClient.class, ServiceNames.INGEST, settings.ingestUrl());
    }

    private <T> T client(Class<T> type, String service, URI url) {
        var http = builder.clone()
                .baseUrl(url.toString())
                .defaultStatusHandler(HttpStatusCode::isError, response -> refusal(service, response))
                .build();
        var calls = new ServiceCallLimiter(WebClientAdapter.create(http), service, settings.answerWithin());
        return HttpServiceProxyFactory.builderFor(calls)
                .httpRequestValuesProcessor((method, parameters, arguments, request) -> {
                    var purpose = Objects.requireNonNull(method.getAnnotation(Purpose.class), method.getName());
                    request.configureHeaders(headers -> headers.setBearerAuth(tokens.token(service, purpose.value())));
                })
                .build()
                .createClient(type);
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
