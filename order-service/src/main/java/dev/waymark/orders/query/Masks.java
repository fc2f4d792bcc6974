package dev.waymark.orders.query;

import dev.waymark.contract.Channel;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Masked data: enough to recognise a known value, too little to learn an unknown one. */
final class Masks {

    static final String HIDDEN = "···";

    private Masks() {}

    /** {@code Анна П.} */
    static @Nullable String name(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var words = name.strip().split("\\s+", 3);
        return words.length < 2 ? words[0] : words[0] + " " + head(words[1]) + ".";
    }

    static Map<Channel, String> addresses(Map<Channel, String> addresses) {
        var masked = new EnumMap<Channel, String>(Channel.class);
        addresses.forEach((channel, address) -> masked.put(channel, masked(channel, address)));
        return masked;
    }

    private static String masked(Channel channel, String address) {
        return switch (channel) {
            case EMAIL -> head(address) + HIDDEN + "@…";
            case SMS -> address.substring(0, 2) + " ··· " + lastTwo(address);
            default -> lastTwo(address);
        };
    }

    /** {@code 101···78}; of a short one less, so that at least half is hidden. */
    static String trackingNumber(String number) {
        return number.length() < 10 ? HIDDEN + end(number) : number.substring(0, 3) + HIDDEN + end(number);
    }

    /** {@code ··42} */
    static String lastTwo(String text) {
        return "··" + end(text);
    }

    /** The last two characters, or nothing where they are more than half. */
    private static String end(String text) {
        var count = text.codePointCount(0, text.length());
        return count < 4 ? "" : text.substring(text.offsetByCodePoints(0, count - 2));
    }

    private static String head(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
