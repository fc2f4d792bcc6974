package dev.waymark.orders.people;

import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The wrapped keys of people. Deleting a key erases its person from every log, backup and read model. */
public interface PersonKeyStore {

    /** Stores {@code key} unless there is one; returns the key that is stored now. */
    Mono<byte[]> putIfAbsent(String personId, byte[] key);

    /** By person id; erased people are absent. */
    Mono<Map<String, byte[]>> load(Collection<String> personIds);

    Mono<Void> delete(String personId);
}
