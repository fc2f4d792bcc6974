package dev.waymark.notifications.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.util.HexFormat;

/**
 * An address, which is in its canonical form, as it may be stored.
 *
 * @param masked as support may see it: recognised by who knows the address, of no use to who does not
 * @param hash the same for the same address; keyed, because all existing phone numbers can be hashed in a minute
 */
public record Recipient(String masked, String hash) {

    private static final String HIDDEN = "···";
    private static final int SHOWN_CHARACTERS = 2;
    private static final int HASH_BYTES = 16;

    public static Recipient of(String address, Hmac hmac) {
        return new Recipient(
                mask(address), HexFormat.of().formatHex(hmac.hash(address.getBytes(UTF_8)), 0, HASH_BYTES));
    }

    /** {@code anna@mail.example} becomes {@code a···@m···}, {@code +79161234542} becomes {@code +7 ··· 42}. */
    static String mask(String address) {
        var at = address.indexOf('@');
        if (at > 0 && at < address.length() - 1) {
            return initial(address) + HIDDEN + "@" + initial(address.substring(at + 1)) + HIDDEN;
        }
        return address.length() <= 2 * SHOWN_CHARACTERS
                ? HIDDEN
                : address.substring(0, SHOWN_CHARACTERS) + " " + HIDDEN + " "
                        + address.substring(address.length() - SHOWN_CHARACTERS);
    }

    private static String initial(String text) {
        return Character.toString(text.codePointAt(0));
    }
}
