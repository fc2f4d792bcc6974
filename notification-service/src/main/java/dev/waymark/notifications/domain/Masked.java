package dev.waymark.notifications.domain;

/** An address as support and documents may show it: enough to recognise, not enough to use. */
public final class Masked {

    private static final String HIDDEN = "···";
    private static final int SHOWN_DIGITS = 2;

    private Masked() {}

    /** {@code anna@mail.example} becomes {@code a···@m···}, {@code +79161234542} becomes {@code +7 ··· 42}. */
    public static String of(String address) {
        var at = address.indexOf('@');
        if (at > 0 && at < address.length() - 1) {
            return initial(address) + HIDDEN + "@" + initial(address.substring(at + 1)) + HIDDEN;
        }
        return address.length() <= 2 * SHOWN_DIGITS
                ? HIDDEN
                : address.substring(0, SHOWN_DIGITS) + " " + HIDDEN + " "
                        + address.substring(address.length() - SHOWN_DIGITS);
    }

    private static String initial(String text) {
        return Character.toString(text.codePointAt(0));
    }
}
