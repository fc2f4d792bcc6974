package dev.waymark.tokens;

import dev.waymark.platform.crypto.Hmac;
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
        return Hmac.key("waymark.services.keys." + caller, key);
    }
}
