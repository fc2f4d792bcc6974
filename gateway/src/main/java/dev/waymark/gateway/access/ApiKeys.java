package dev.waymark.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Digests;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The shop's keys, known by their hashes only. They are long and random, so a plain SHA-256 is enough. */
@ConfigurationProperties("waymark.gateway")
public record ApiKeys(@DefaultValue List<ApiKey> apiKeys) {

    /** The key that {@code secret} is. */
    public Optional<ApiKey> find(String secret) {
        var hash = Digests.sha256(secret.getBytes(UTF_8));
        var found = Optional.<ApiKey>empty();
        // All are compared, and each in constant time: neither place nor prefix of a key shows in the clock.
        for (var key : apiKeys) {
            if (MessageDigest.isEqual(hash, HexFormat.of().parseHex(key.sha256()))) {
                found = Optional.of(key);
            }
        }
        return found;
    }

    /**
     * One key.
     *
     * @param name for logs
     * @param sha256 of the key, in hexadecimal
     * @param scopes {@code orders:read}, {@code orders:write}, {@code links:revoke}, {@code couriers:test}
     */
    public record ApiKey(String name, String sha256, List<String> scopes) {

        private static final int HEX_DIGITS = 64;

        public ApiKey {
            scopes = List.copyOf(scopes);
            if (sha256.length() != HEX_DIGITS) {
                throw new IllegalArgumentException(
                        "waymark.gateway.api-keys (%s): sha256 (expected: 64 hexadecimal digits)".formatted(name));
            }
        }
    }
}
