package dev.waymark.tokens;

import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * One key for each service that calls others. A caller needs its own only, a callee those of the callers it knows.
 *
 * @param keys caller's name to its key: base64 of at least 32 bytes
 */
@ConfigurationProperties("waymark.services")
public record ServiceKeys(Map<String, String> keys) {

    /** HS256 asks for a key at least as long as its hash. (RFC 7518, 3.2) */
    private static final int SHORTEST_KEY_BYTES = 32;

    public ServiceKeys {
        keys = Map.copyOf(keys);
        keys.forEach(ServiceKeys::decoded);
    }

    SecretKey of(String caller) {
        var key = keys.get(caller);
        if (key == null) {
            throw new IllegalStateException("waymark.services.keys.%s: missing".formatted(caller));
        }
        return new SecretKeySpec(decoded(caller, key), "HmacSHA256");
    }

    /** Keys stay out of every log. */
    @Override
    public String toString() {
        return "ServiceKeys" + keys.keySet();
    }

    private static byte[] decoded(String caller, String key) {
        try {
            var bytes = Base64.getDecoder().decode(key);
            if (bytes.length >= SHORTEST_KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(expectation(caller), notBase64);
        }
        throw new IllegalArgumentException(expectation(caller));
    }

    private static String expectation(String caller) {
        return "waymark.services.keys.%s: (expected: base64 of at least %d bytes)"
                .formatted(caller, SHORTEST_KEY_BYTES);
    }
}
