package dev.waymark.notifications.services;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.RenewedLink;
import dev.waymark.notifications.sending.OrderServiceClient;
import dev.waymark.tokens.ServiceTokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.core.codec.CodecException;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Calls the order service by HTTP, each call within a timeout and once more when it could not connect. */
public final class WebOrderServiceClient implements OrderServiceClient {

    private static final Duration RETRY_DELAY = Duration.ofMillis(200);

    private final WebClient client;
    private final ServiceTokens tokens;
    private final Duration timeout;

    public WebOrderServiceClient(WebClient.Builder client, ServiceTokens tokens, OrderServiceSettings settings) {
        this.client = client.clone().baseUrl(settings.ordersUrl().toString()).build();
        this.tokens = tokens;
        this.timeout = settings.ordersTimeout();
    }

    @Override
    public Mono<Lookup<ContactAnswer>> contact(OrderId order) {
        var request = client.post().uri("/internal/orders/{orderId}/contact", order.value());
        return call(request, "contacts:read", ContactAnswer.class);
    }

    @Override
    public Mono<Lookup<RenewedLink>> renewLink(String token) {
        var request = client.post().uri("/internal/links/renew").bodyValue(Map.of("token", token));
        return call(request, "links:renew", RenewedLink.class);
    }

    private <T> Mono<Lookup<T>> call(RequestHeadersSpec<?> request, String purpose, Class<T> type) {
        return request.headers(headers -> headers.setBearerAuth(tokens.token("order-service", purpose)))
                .exchangeToMono(response -> lookup(response, type))
                .timeout(timeout)
                .retryWhen(Retry.backoff(1, RETRY_DELAY)
                        .filter(WebClientRequestException.class::isInstance)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()))
                .onErrorResume(
                        WebOrderServiceClient::isUnavailability,
                        failure -> Mono.just(unavailable(failure.getClass().getSimpleName())));
    }

    private static <T> Mono<Lookup<T>> lookup(ClientResponse response, Class<T> type) {
        if (response.statusCode().is2xxSuccessful()) {
            return response.bodyToMono(type)
                    .<Lookup<T>>map(Lookup.Found::new)
                    .switchIfEmpty(Mono.just(unavailable("empty")));
        }
        return response.releaseBody()
                .thenReturn(
                        switch (response.statusCode().value()) {
                            case 404 -> new Lookup.NotFound<>();
                            case 410 -> new Lookup.Erased<>();
                            default ->
                                unavailable(String.valueOf(response.statusCode().value()));
                        });
    }

    private static <T> Lookup<T> unavailable(String reason) {
        return new Lookup.Unavailable<>("orders-" + reason);
    }

    private static boolean isUnavailability(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof TimeoutException
                || failure instanceof CodecException;
    }
}
