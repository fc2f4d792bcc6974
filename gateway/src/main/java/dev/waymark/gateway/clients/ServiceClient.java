package dev.waymark.gateway.clients;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Asks one service: within a time, again only where that is harmless, and with every failure as a {@link ProblemException}. */
final class ServiceClient {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceClient.class);

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

    private final String service;
    private final WebClient client;
    private final Duration answerWithin;

    ServiceClient(String service, WebClient client, Duration answerWithin) {
        this.service = service;
        this.client = client;
        this.answerWithin = answerWithin;
    }

    /** A GET: tried again, twice at most and inside the same time, when the service was not reached. */
    <T> Mono<T> get(Class<T> type, String path, @Nullable Object... variables) {
        var answer = client.get()
                .uri(path, variables)
                .retrieve()
                .onStatus(HttpStatusCode::isError, this::refusal)
                .bodyToMono(type);
        return bounded(answer.retryWhen(Retry.backoff(2, Duration.ofMillis(50))
                .filter(WebClientException.class::isInstance)
                .onRetryExhaustedThrow((spec, signal) -> signal.failure())));
    }

    <T> Mono<T> post(Class<T> type, String path, Object body, @Nullable Object... variables) {
        return bounded(client.post()
                .uri(path, variables)
                .bodyValue(body)
                .retrieve()
                .onStatus(HttpStatusCode::isError, this::refusal)
                .bodyToMono(type));
    }

    private <T> Mono<T> bounded(Mono<T> answer) {
        return answer.timeout(answerWithin)
                .onErrorMap(
                        failure -> failure instanceof TimeoutException || failure instanceof WebClientException,
                        this::away);
    }

    private Mono<Throwable> refusal(ClientResponse response) {
        return response.bodyToMono(MEMBERS)
                .onErrorReturn(Map.of())
                .defaultIfEmpty(Map.of())
                .map(problem -> refusal(response.statusCode(), String.valueOf(problem.get("code"))));
    }

    private Throwable refusal(HttpStatusCode status, String code) {
        return Problem.of(code)
                .filter(PASSED_ON::contains)
                .map(ProblemException::of)
                .orElseGet(() -> {
                    LOG.warn("call refused: service={} status={} code={}", service, status.value(), code);
                    var asked = status.value() == 400 || status.value() == 422;
                    return ProblemException.of(asked ? Problem.BAD_REQUEST : Problem.SERVICE_UNAVAILABLE);
                });
    }

    private ProblemException away(Throwable failure) {
        LOG.warn(
                "call failed: service={} failure={}",
                service,
                failure.getClass().getSimpleName());
        return ProblemException.of(Problem.SERVICE_UNAVAILABLE, failure);
    }
}
