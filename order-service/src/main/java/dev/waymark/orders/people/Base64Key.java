package dev.waymark.orders.people;

import java.util.Base64;

/** A secret key as the settings state it: base64 of 32 bytes. */
public record Base64Key(String base64) {

    private static final int BYTES = 32;

    /** The key; {@code property} is named where it is none. */
    public byte[] bytes(String property) {
        var expectation = property + ": (expected: base64 of " + BYTES + " bytes)";
        try {
            var key = Base64.getDecoder().decode(base64);
            if (key.length != BYTES) {
                throw new IllegalArgumentException(expectation);
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expectation, e);
        }
    }

    @Override
    public String toString() {
        return "Base64Key[…]";
    }
}
