package dev.waymark.notifications.sending;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.RenewedLink;
import reactor.core.publisher.Mono;

/** Queries of the order service, the only part that can decrypt a customer's contact. */
public interface OrderServiceClient {

    /** The customer's contact and the order's current state, loaded at the moment of sending. */
    Mono<Lookup<ContactAnswer>> contact(OrderId order);

    /** Replaces an expired link. Not found: no such link, or one that is still valid, or no customer to write to. */
    Mono<Lookup<RenewedLink>> renewLink(String token);

    sealed interface Lookup<T> {

        record Found<T>(T value) implements Lookup<T> {}

        /** The order service does not have it, maybe not yet. */
        record NotFound<T>() implements Lookup<T> {}

        /** The customer's personal data was erased. */
        record Erased<T>() implements Lookup<T> {}

        /** No answer, or none that can be used. */
        record Unavailable<T>(String reason) implements Lookup<T> {}
    }
}
