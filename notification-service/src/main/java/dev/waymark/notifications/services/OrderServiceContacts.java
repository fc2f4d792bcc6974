package dev.waymark.notifications.services;

import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.Contact;
import dev.waymark.notifications.sending.Contacts;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Contacts from the order service, the only part that can open them. */
public final class OrderServiceContacts implements Contacts {

    private final WebClient orders;
    private final OrderServiceCalls calls;

    /** @param orders knows the order service's address, and shows it our token */
    public OrderServiceContacts(WebClient orders, Duration answerWithin) {
        this.orders = orders;
        this.calls = new OrderServiceCalls(answerWithin);
    }

    @Override
    public Mono<Answer> of(OrderId order) {
        return calls.ask(
                orders.post().uri("/internal/orders/{orderId}/contact", order.value()),
                OrderServiceContacts::read,
                Answer.Silent::new);
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
}
