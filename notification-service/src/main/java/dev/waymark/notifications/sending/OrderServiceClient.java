package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.Contact;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Queries of the order service, the only part that can decrypt a customer's contact. */
public interface OrderServiceClient {

    /** The customer's contact and the order's current state, loaded at the moment of sending. */
    Mono<Lookup<Contact>> contact(OrderId order);

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

    /**
     * A link in place of an expired one.
     *
     * @param contact holds the new links
     * @param cameBy the channel of the expired link
     * @param until the new links are valid at least until then
     */
    record RenewedLink(Contact contact, Channel cameBy, Instant until) {}
}
