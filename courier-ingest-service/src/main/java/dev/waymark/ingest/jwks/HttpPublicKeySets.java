package dev.waymark.ingest.jwks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.waymark.ingest.courier.signature.PublicKeySets;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
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
 * JSON Web Key Sets (RFC 7517) fetched over HTTPS behind the webhooks' back. What was fetched once stays good while its
 * publisher is away; a key that is not known makes us ask again, but seldom: strangers can name any key.
 */
public final class HttpPublicKeySets implements PublicKeySets, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(HttpPublicKeySets.class);

    private static final Duration FETCH_WITHIN = Duration.ofSeconds(5);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final Duration RENEW_AFTER = Duration.ofHours(1);

    private final WebClient client;
    private final Clock clock;
    private final Map<URI, KeySet> sets = new ConcurrentHashMap<>();

    /** @param client bounds what it reads into memory */
    public HttpPublicKeySets(WebClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Lookup key(URI keySet, String keyId) {
        var set = sets.computeIfAbsent(keySet, KeySet::new);
        var known = set.known;
        var key = known.keys().get(keyId);
        var age = Duration.between(known.fetchedAt(), clock.instant());
        if (age.compareTo(key == null ? ASK_AGAIN_AFTER : RENEW_AFTER) > 0) {
            fetch(set);
        }
        return new Lookup(key, age.compareTo(ASK_AGAIN_AFTER) <= 0);
    }

    /** A courier that is asked to repeat may do so hours later. */
    @Override
    public void expect(URI keySet) {
        fetch(sets.computeIfAbsent(keySet, KeySet::new));
    }

    @Override
    public void destroy() {
        sets.values().forEach(set -> set.fetching.dispose());
    }

    private void fetch(KeySet set) {
        var now = clock.instant();
        if (!set.mayBeAsked(now)) {
            return;
        }
        set.fetching.update(client.get()
                .uri(set.address)
                .retrieve()
                .bodyToMono(String.class)
                .timeout(FETCH_WITHIN)
                .flatMap(json -> Mono.fromCallable(() -> new Known(keys(json), now)))
                .subscribe(
                        fetched -> set.known = fetched,
                        failure -> log.atWarn()
                                .addKeyValue("keySet", set.address)
                                .addKeyValue("failure", failure.getClass().getSimpleName())
                                .log("A courier's public keys could not be fetched; those known before stay good")));
    }

    private static Map<String, PublicKey> keys(String json) throws ParseException {
        var keys = new HashMap<String, PublicKey>();
        for (var key : JWKSet.parse(json).getKeys()) {
            if (key.getKeyID() != null && !KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
                add(key, keys);
            }
        }
        if (keys.isEmpty()) {
            // Nobody withdraws every key at once; whoever publishes none has lost them, and would have us refuse all.
            throw new ParseException("no key to verify with", 0);
        }
        return Map.copyOf(keys);
    }

    private static void add(JWK key, Map<String, PublicKey> keys) {
        try {
            if (key instanceof RSAKey rsa) {
                keys.put(key.getKeyID(), rsa.toPublicKey());
            } else if (key instanceof OctetKeyPair pair) {
                keys.put(key.getKeyID(), ed25519(pair.getDecodedX()));
            }
        } catch (JOSEException | GeneralSecurityException unusable) {
            log.atWarn().addKeyValue("keyId", key.getKeyID()).log("A courier's public key cannot be used");
        }
    }

    /** The raw key behind the DER that says what it is. (RFC 8410, section 4) */
    private static PublicKey ed25519(byte[] raw) throws GeneralSecurityException {
        var der = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    /** One published set: what is known of it, and the fetch under way. */
    private static final class KeySet {

        private final URI address;
        private final Disposable.Swap fetching = Disposables.swap();
        private volatile Known known = new Known(Map.of(), Instant.EPOCH);
        private Instant askedAt = Instant.EPOCH;

        private KeySet(URI address) {
            this.address = address;
        }

        private synchronized boolean mayBeAsked(Instant now) {
            if (Duration.between(askedAt, now).compareTo(ASK_AGAIN_AFTER) < 0) {
                return false;
            }
            askedAt = now;
            return true;
        }
    }

    private record Known(Map<String, PublicKey> keys, Instant fetchedAt) {}
}
