package dev.waymark.orders.projection;

import java.util.List;
import java.util.stream.Stream;

/**
 * Aggregates whose outbox was not published by the instance that wrote it.
 *
 * @param unreadable the ids of documents that cannot be read, and so hold up nobody but themselves
 */
public record StuckOutboxes<A>(List<A> readable, List<String> unreadable) {

    public StuckOutboxes {
        readable = List.copyOf(readable);
        unreadable = List.copyOf(unreadable);
    }

    /** Both. */
    public StuckOutboxes<A> and(StuckOutboxes<A> other) {
        return new StuckOutboxes<>(
                Stream.concat(readable.stream(), other.readable.stream()).toList(),
                Stream.concat(unreadable.stream(), other.unreadable.stream()).toList());
    }
}
