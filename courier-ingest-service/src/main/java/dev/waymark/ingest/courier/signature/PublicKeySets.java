package dev.waymark.ingest.courier.signature;

import java.net.URI;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** The key sets that couriers publish (RFC 7517), as far as they are fetched. */
public interface PublicKeySets {

    /** Looks a key up. Never blocks: an unknown key is fetched in the background. */
    Lookup key(URI keySet, String keyId);

    /** Fetches {@code keySet} in the background, so that the first webhook signed by one of its keys finds it. */
    default void prefetch(URI keySet) {}

    /**
     * The result of a look-up.
     *
     * @param key absent when it is not known
     * @param isFresh whether the set was fetched so lately that a key which is not in it is not the courier's
     */
    record Lookup(@Nullable PublicKey key, boolean isFresh) {}
}
