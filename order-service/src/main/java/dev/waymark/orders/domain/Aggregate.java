package dev.waymark.orders.domain;

import dev.waymark.contract.order.OrderUpdate;
import java.util.List;

/**
 * What the read model stores as one document: a state, its version and its outbox.
 *
 * @param <K> the type of its key
 * @param <A> its own type
 */
public interface Aggregate<K, A extends Aggregate<K, A>> {

    K key();

    /** How often it was written; 0 before it is stored. Only a write changes it. */
    long version();

    /** The updates to publish, written together with the change that caused them. */
    List<OrderUpdate> outbox();

    A withVersion(long version);
}
