package dev.waymark.gateway.clients;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Calls to one service: within a time, and again only where that is harmless. */
final class ServiceCallLimiter extends ReactorHttpExchangeAdapterDecorator {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCallLimiter.class);

    private final String service;
    private final Duration answerWithin;

    ServiceCallLimiter(HttpExchangeAdapter calls, String service, Duration answerWithin) {
        super(calls);
        this.service = service;
        this.answerWithin = answerWithin;
    }

    @Override
    public Mono<Void> exchangeForMono(HttpRequestValues request) {
        return bounded(super.exchangeForMono(request));
    }

    /** A GET is tried again, twice at most and inside the same time, when the service was not reached. */
    @Override
    public <T> Mono<T> exchangeForBodyMono(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        var answer = super.exchangeForBodyMono(request, type);
        return bounded(
                HttpMethod.GET.equals(request.getHttpMethod())
                        ? answer.retryWhen(Retry.backoff(2, Duration.ofMillis(50))
                                .filter(WebClientException.class::isInstance)
                                .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                        : answer);
    }

    private <T> Mono<T> bounded(Mono<T> answer) {
        return answer.timeout(answerWithin)
                .onErrorMap(
                        failure -> failure instanceof TimeoutException || failure instanceof WebClientException,
                        this::unavailable);
    }

    private ProblemException unavailable(Throwable failure) {
        LOG.warn(
                "call failed: service={} failure={}",
                service,
                failure.getClass().getSimpleName());
        return ProblemException.of(Problem.SERVICE_UNAVAILABLE, failure);
    }
}
