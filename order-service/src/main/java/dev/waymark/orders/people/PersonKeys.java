package dev.waymark.orders.people;

import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where the wrapped keys of people are kept. What is destroyed here is gone from every log, backup and read model. */
public interface PersonKeys {

    /** The key kept for {@code personId}: {@code fresh} if there was none, else the one that was there first. */
    Mono<byte[]> keepFirst(String personId, byte[] fresh);

    /** Those of {@code personIds} that are not destroyed. */
    Mono<Map<String, byte[]>> find(Collection<String> personIds);

    Mono<Void> destroy(String personId);
}
