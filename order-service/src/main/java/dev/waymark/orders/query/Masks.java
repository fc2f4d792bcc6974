package dev.waymark.orders.query;

import org.jspecify.annotations.Nullable;

/** Masked data: enough to recognise a known value, too little to learn an unknown one. */
final class Masks {

    private Masks() {}

    /** {@code Анна П.} */
    static @Nullable String name(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var words = name.strip().split("\\s+", 3);
        return words.length < 2 ? words[0] : words[0] + " " + head(words[1]) + ".";
    }

    /** {@code +7 ··· ··42} */
    static @Nullable String phone(@Nullable String phone) {
        return phone == null ? null : phone.substring(0, 2) + " ··· ··" + phone.substring(phone.length() - 2);
    }

    /** {@code a···@…} */
    static @Nullable String email(@Nullable String email) {
        return email == null ? null : head(email) + "···@…";
    }

    /** {@code ··42} */
    static String orderNumber(String number) {
        return "··" + number.substring(Math.max(0, number.length() - 2));
    }

    /** {@code 101···78} */
    static String trackingNumber(String number) {
        return number.length() < 8
                ? "···" + number.substring(Math.max(0, number.length() - 2))
                : number.substring(0, 3) + "···" + number.substring(number.length() - 2);
    }

    private static String head(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
