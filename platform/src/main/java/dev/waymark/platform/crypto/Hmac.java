package dev.waymark.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one key. */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int ID_BYTES = 16;

    private final SecretKeySpec key;

    public Hmac(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The key that the setting {@code name} holds: base64 of at least as many bytes as the hash has. (RFC 2104, 3) A
     * failure does not quote it.
     */
    public static byte[] key(String name, String base64) {
        var key = new byte[0];
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            // Refused below, as a key that is too short.
        }
        if (key.length < HASH_BYTES) {
            throw new IllegalArgumentException(
                    "%s: (expected: base64 of at least %d bytes)".formatted(name, HASH_BYTES));
        }
        return key;
    }

    /** Under a key of its own for {@code purpose}, so that what one signs means nothing to another. */
    public Hmac derive(String purpose) {
        return new Hmac(hash(purpose.getBytes(UTF_8)));
    }

    public byte[] hash(byte[] content) {
        return mac().doFinal(content);
    }

    /** All 256 bits over {@code parts}. Each is hashed with its length first: ("a", "bc") and ("ab", "c") differ. */
    public byte[] hash(String... parts) {
        var mac = mac();
        for (var part : parts) {
            var bytes = part.getBytes(UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    /** The first 128 bits over {@code parts}, in hexadecimal. */
    public String id(String... parts) {
        return HexFormat.of().formatHex(hash(parts), 0, ID_BYTES);
    }

    /** All 256 bits over the bytes of {@code text}, in base64url: 43 characters. */
    public String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(text.getBytes(UTF_8)));
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
