package dev.waymark.ingest.courier.signature;

import java.net.URI;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** The public keys that couriers publish, as far as we have fetched them. */
public interface PublicKeySets {

    /** What is known of a key. Never blocks: an unknown one is looked for meanwhile. */
    Lookup key(URI keySet, String keyId);

    /** That webhooks signed by keys of {@code keySet} are to come: the first of them should find it fetched. */
    default void expect(URI keySet) {}

    /**
     * What is known of a key.
     *
     * @param key absent when it is not known
     * @param settled whether the set was fetched so lately that what is not in it is not the courier's
     */
    record Lookup(@Nullable PublicKey key, boolean settled) {}
}
