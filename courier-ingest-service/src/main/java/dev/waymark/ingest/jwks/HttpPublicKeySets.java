package dev.waymark.ingest.jwks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.waymark.ingest.courier.signature.PublicKeySets;
import dev.waymark.ingest.courier.signature.SignatureAlgorithm;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * JSON Web Key Sets (RFC 7517), fetched over HTTPS in the background. What was fetched stays valid while its publisher is
 * unreachable; an unknown key causes another fetch, but seldom: strangers can name any key.
 */
public final class HttpPublicKeySets implements PublicKeySets, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(HttpPublicKeySets.class);

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MIN_FETCH_INTERVAL = Duration.ofSeconds(30);
    private static final Duration REFRESH_AFTER = Duration.ofHours(1);

    private final WebClient client;
    private final Clock clock;
    private final Map<URI, CachedSet> sets = new ConcurrentHashMap<>();

    /** @param client bounds what it reads into memory */
    public HttpPublicKeySets(WebClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Lookup key(URI keySet, String keyId) {
        var set = sets.computeIfAbsent(keySet, CachedSet::new);
        var content = set.content;
        var key = content.keys().get(keyId);
        var age = Duration.between(content.fetchedAt(), clock.instant());
        if (age.compareTo(key == null ? MIN_FETCH_INTERVAL : REFRESH_AFTER) > 0) {
            set.fetch();
        }
        return new Lookup(key, age.compareTo(MIN_FETCH_INTERVAL) <= 0);
    }

    /** A courier that is asked to repeat a webhook may do so hours later. */
    @Override
    public void prefetch(URI keySet) {
        sets.computeIfAbsent(keySet, CachedSet::new).fetch();
    }

    @Override
    public void destroy() {
        sets.values().forEach(set -> set.running.dispose());
    }

    private static Map<String, PublicKey> keys(String json) throws ParseException {
        var keys = new HashMap<String, PublicKey>();
        for (var key : JWKSet.parse(json).getKeys()) {
            if (key.getKeyID() != null && !KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
                add(key, keys);
            }
        }
        if (keys.isEmpty()) {
            // Nobody withdraws every key at once; an empty set is a mistake, and would make us reject everything.
            throw new ParseException("no key to verify with", 0);
        }
        return Map.copyOf(keys);
    }

    private static void add(JWK key, Map<String, PublicKey> keys) {
        try {
            if (key instanceof RSAKey rsa) {
                keys.put(key.getKeyID(), rsa.toPublicKey());
            } else if (key instanceof OctetKeyPair pair) {
                keys.put(key.getKeyID(), SignatureAlgorithm.ed25519PublicKey(pair.getDecodedX()));
            }
        } catch (JOSEException | GeneralSecurityException _) {
            log.atWarn().addKeyValue("keyId", key.getKeyID()).log("A courier's public key cannot be used");
        }
    }

    private final class CachedSet {

        private final URI address;
        private final Disposable.Swap running = Disposables.swap();
        private volatile Content content = new Content(Map.of(), Instant.EPOCH);
        private Instant lastFetch = Instant.EPOCH;

        private CachedSet(URI address) {
            this.address = address;
        }

        private synchronized void fetch() {
            var now = clock.instant();
            if (Duration.between(lastFetch, now).compareTo(MIN_FETCH_INTERVAL) < 0) {
                return;
            }
            lastFetch = now;
            running.update(client.get()
                    .uri(address)
                    .retrieve()
                    .bodyToMono(String.class)
                    .timeout(FETCH_TIMEOUT)
                    .flatMap(json -> Mono.fromCallable(() -> new Content(keys(json), now)))
                    .subscribe(fetched -> content = fetched, this::logFailure));
        }

        private void logFailure(Throwable failure) {
            log.atWarn()
                    .addKeyValue("keySet", address)
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("A courier's public keys could not be fetched; those known before stay valid");
        }
    }

    private record Content(Map<String, PublicKey> keys, Instant fetchedAt) {}
}
