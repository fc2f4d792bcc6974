package dev.waymark.notifications.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An address that can be recognised and not read: keyed, because all phone numbers there are can be hashed in a minute. */
public final class RecipientHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY_BYTES = 32;
    private static final int KEPT_BYTES = 16;

    private final SecretKeySpec key;

    public RecipientHash(byte[] key) {
        if (key.length < SHORTEST_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "recipientKey: %d bytes (expected: at least %d)".formatted(key.length, SHORTEST_KEY_BYTES));
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public String of(String address) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var hash = mac.doFinal(address.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEPT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
