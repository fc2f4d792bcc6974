package dev.waymark.notifications.services;

import dev.waymark.notifications.sending.NewLinks;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** New links from the order service, which knows what the old one opened. */
public final class OrderServiceLinks implements NewLinks {

    private final WebClient orders;
    private final OrderServiceCalls calls;

    /** @param orders knows the order service's address, and shows it our token */
    public OrderServiceLinks(WebClient orders, Duration answerWithin) {
        this.orders = orders;
        this.calls = new OrderServiceCalls(answerWithin);
    }

    @Override
    public Mono<Answer> inPlaceOf(String token) {
        return calls.ask(
                orders.post().uri("/internal/links/renew").bodyValue(Map.of("token", token)),
                OrderServiceLinks::read,
                Answer.Silent::new);
    }

    private static Mono<Answer> read(ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return response.bodyToMono(Answer.Made.class)
                    .<Answer>map(made -> made)
                    .switchIfEmpty(Mono.just(new Answer.Silent("orders-empty")));
        }
        return response.releaseBody().thenReturn(without(response.statusCode().value()));
    }

    private static Answer without(int status) {
        var none = status == HttpStatus.NOT_FOUND.value() || status == HttpStatus.GONE.value();
        return none ? new Answer.None() : new Answer.Silent("orders-" + status);
    }
}
