package dev.waymark.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC under one key: HMAC-SHA256, unless another algorithm is named. */
public final class Hmac {

    private static final int HASH_BYTES = 32;
    private static final int ID_BYTES = 16;

    /** Copied for each hash: a copy keeps the prepared key, and a {@code Mac} is for one thread at a time. */
    private final Mac prototype;

    public Hmac(byte[] key) {
        this("HmacSHA256", key);
    }

    public Hmac(String algorithm, byte[] key) {
        try {
            prototype = Mac.getInstance(algorithm);
            prototype.init(new SecretKeySpec(key, algorithm));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
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

    /** Over {@code content}, which comes in parts. */
    public byte[] hash(List<byte[]> content) {
        var mac = mac();
        content.forEach(mac::update);
        return mac.doFinal();
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
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's " + prototype.getAlgorithm() + " can be copied", e);
        }
    }
}
