package dev.waymark.orders.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one key: the same facts give the same 128 bits, and only who has the key can tell which. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORT_BYTES = 16;

    private final SecretKeySpec key;

    public KeyedHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The first 128 bits in hexadecimal. */
    public String of(String... parts) {
        return HexFormat.of().formatHex(Arrays.copyOf(bytes(parts), SHORT_BYTES));
    }

    /** All 256 bits. Each part is hashed with its length first. */
    public byte[] bytes(String... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (var part : parts) {
                var bytes = part.getBytes(UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
