package dev.waymark.gateway.signin;

import dev.waymark.platform.crypto.Hmac;
import java.time.Duration;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sessions. All gateways are given the same key, so any of them takes any cookie.
 *
 * @param key base64 of at least 32 bytes; the keys of cookies, codes and counters are derived from it
 * @param secure whether browsers reach us by https only; off on one's own machine
 * @param customerIdleTimeout a customer's session ends so long after its last use
 * @param customerAbsoluteTimeout and so long after the sign-in, used or not
 * @param staffIdleTimeout the same of whoever works at the support desk
 * @param codeFor how long a code may be typed
 * @param codeTries how often a code may be typed wrongly
 */
@ConfigurationProperties("waymark.gateway.session")
public record SessionSettings(
        String key,
        @DefaultValue("true") boolean secure,
        @DefaultValue("30d") Duration customerIdleTimeout,
        @DefaultValue("90d") Duration customerAbsoluteTimeout,
        @DefaultValue("1h") Duration staffIdleTimeout,
        @DefaultValue("12h") Duration staffAbsoluteTimeout,
        @DefaultValue("10m") Duration codeFor,
        @DefaultValue("5") int codeTries) {

    private static final int SHORTEST_KEY_BYTES = 32;

    public SessionSettings {
        if (decoded(key).length < SHORTEST_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "waymark.gateway.session.key: too short (expected: base64 of at least 32 bytes)");
        }
    }

    /** Under a key of its own for each purpose. */
    public Hmac hmac(String purpose) {
        return new Hmac(decoded(key)).derive("waymark.gateway/" + purpose);
    }

    Duration idleTimeout(boolean isStaff) {
        return isStaff ? staffIdleTimeout : customerIdleTimeout;
    }

    Duration absoluteTimeout(boolean isStaff) {
        return isStaff ? staffAbsoluteTimeout : customerAbsoluteTimeout;
    }

    /** Keys stay out of every log. */
    @Override
    public String toString() {
        return "SessionSettings";
    }

    private static byte[] decoded(String key) {
        return Base64.getDecoder().decode(key);
    }
}
