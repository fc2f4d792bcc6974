package dev.waymark.notifications.services;

import dev.waymark.events.OrderId;
import dev.waymark.notifications.domain.Contact;
import dev.waymark.notifications.sending.Contacts;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.codec.CodecException;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Contacts from the order service, the only part that can open them. */
public final class OrderServiceContacts implements Contacts {

    private static final Duration BEFORE_SECOND_TRY = Duration.ofMillis(200);

    private final WebClient orders;
    private final Duration answerWithin;

    /** @param orders knows the order service's address, and shows it our token */
    public OrderServiceContacts(WebClient orders, Duration answerWithin) {
        this.orders = orders;
        this.answerWithin = answerWithin;
    }

    @Override
    public Mono<Answer> of(OrderId order) {
        return orders.post()
                .uri("/internal/orders/{orderId}/contact", order.value())
                .exchangeToMono(OrderServiceContacts::read)
                .timeout(answerWithin)
                .retryWhen(Retry.backoff(1, BEFORE_SECOND_TRY)
                        .filter(WebClientRequestException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                .onErrorResume(
                        OrderServiceContacts::isTheirs,
                        failure -> Mono.just(
                                new Answer.Silent("orders-" + failure.getClass().getSimpleName())));
    }

    private static Mono<Answer> read(ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return response.bodyToMono(Contact.class)
                    .<Answer>map(Answer.Known::new)
                    .switchIfEmpty(Mono.just(new Answer.Silent("orders-empty")));
        }
        return response.releaseBody().thenReturn(without(response.statusCode().value()));
    }

    private static Answer without(int status) {
        if (status == HttpStatus.NOT_FOUND.value()) {
            return new Answer.Unknown();
        }
        return status == HttpStatus.GONE.value() ? new Answer.Erased() : new Answer.Silent("orders-" + status);
    }

    private static boolean isTheirs(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof TimeoutException
                || failure instanceof CodecException;
    }
}
