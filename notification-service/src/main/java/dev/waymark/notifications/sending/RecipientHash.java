package dev.waymark.notifications.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.notifications.domain.AddressMask;
import dev.waymark.platform.crypto.Hmac;
import java.util.HexFormat;
import java.util.Locale;

/** Recognises an address without storing it. Keyed, because all existing phone numbers can be hashed in a minute. */
public final class RecipientHash {

    private static final int MIN_KEY_BYTES = 32;
    private static final int KEPT_BYTES = 16;

    private final Hmac hmac;

    public RecipientHash(byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "recipientKey: %d bytes (expected: at least %d)".formatted(key.length, MIN_KEY_BYTES));
        }
        this.hmac = new Hmac(key);
    }

    public Recipient recipient(String address) {
        return new Recipient(AddressMask.mask(address), hash(address));
    }

    private String hash(String address) {
        var hash = hmac.hash(address.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8));
        return HexFormat.of().formatHex(hash, 0, KEPT_BYTES);
    }

    /**
     * An address as it may be stored.
     *
     * @param masked as support may see it
     * @param hash the same for the same address
     */
    public record Recipient(String masked, String hash) {}
}
