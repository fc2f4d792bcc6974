package dev.waymark.notifications.services;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.core.codec.CodecException;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Questions to the order service: each within a time, and once more when it was not reached. */
final class OrderServiceCalls {

    private static final Duration BEFORE_SECOND_TRY = Duration.ofMillis(200);

    private final Duration answerWithin;

    OrderServiceCalls(Duration answerWithin) {
        this.answerWithin = answerWithin;
    }

    /** What {@code read} makes of the answer, and {@code silent} of its absence. */
    <A> Mono<A> ask(
            WebClient.RequestHeadersSpec<?> question,
            Function<ClientResponse, Mono<A>> read,
            Function<String, A> silent) {
        return question.exchangeToMono(read)
                .timeout(answerWithin)
                .retryWhen(Retry.backoff(1, BEFORE_SECOND_TRY)
                        .filter(WebClientRequestException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                .onErrorResume(
                        OrderServiceCalls::isTheirs,
                        failure -> Mono.just(
                                silent.apply("orders-" + failure.getClass().getSimpleName())));
    }

    private static boolean isTheirs(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof TimeoutException
                || failure instanceof CodecException;
    }
}
