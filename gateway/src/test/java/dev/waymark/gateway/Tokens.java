package dev.waymark.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;

/** What is inside tokens, and how forms show theirs. */
final class Tokens {

    private Tokens() {}

    /** The claims of a bearer token, as JSON. */
    static String claims(String authorization) {
        var parts = authorization.substring("Bearer ".length()).split("\\.", -1);
        return new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    }

    /** What a page writes into its form for the cookie's {@code secret}: masked, other bytes each time. */
    static String form(String secret) {
        var bytes = secret.getBytes(UTF_8);
        var masked = new byte[bytes.length * 2];
        var random = new byte[bytes.length];
        new SecureRandom().nextBytes(random);
        for (var i = 0; i < bytes.length; i++) {
            masked[i] = random[i];
            masked[bytes.length + i] = (byte) (random[i] ^ bytes[i]);
        }
        return Base64.getUrlEncoder().encodeToString(masked);
    }
}
