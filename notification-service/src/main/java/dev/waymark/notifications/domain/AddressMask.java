package dev.waymark.notifications.domain;

/** Masks an address so that support can recognise it and nobody can use it. */
public final class AddressMask {

    private static final String HIDDEN = "···";
    private static final int SHOWN_CHARACTERS = 2;

    private AddressMask() {}

    /** {@code anna@mail.example} becomes {@code a···@m···}, {@code +79161234542} becomes {@code +7 ··· 42}. */
    public static String mask(String address) {
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
