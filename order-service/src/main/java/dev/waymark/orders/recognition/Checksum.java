package dev.waymark.orders.recognition;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A rule for check digits, as {@code CHECKSUM_ALGORITHMS.md} of tracking_number_data defines them. */
interface Checksum {

    List<Integer> S10_WEIGHTINGS = List.of(8, 6, 4, 2, 3, 5, 9, 7);

    /** Whether {@code checkDigit} is right for {@code serial}. */
    boolean isRight(String serial, char checkDigit);

    static Checksum of(JsonNode rule) {
        var name = rule.path("name").asString();
        return switch (name) {
            case "mod7" -> Checksum::mod7;
            case "mod10" -> {
                var evens = rule.path("evens_multiplier").asInt(1);
                var odds = rule.path("odds_multiplier").asInt(1);
                var reverse = rule.path("reverse").asBoolean(false);
                yield (serial, checkDigit) -> mod10(serial, evens, odds, reverse) == value(checkDigit);
            }
            case "luhn" -> Checksum::luhn;
            case "s10" -> Checksum::s10;
            case "sum_product_with_weightings_and_modulo" -> {
                var weightings = rule.path("weightings")
                        .valueStream()
                        .map(JsonNode::asInt)
                        .toList();
                var modulo1 = rule.path("modulo1").asInt();
                var modulo2 = rule.path("modulo2").asInt();
                yield (serial, checkDigit) -> sumProduct(serial, weightings) % modulo1 % modulo2 == value(checkDigit);
            }
            case "mod_37_36" -> Checksum::mod37And36;
            default -> throw new IllegalArgumentException("checksum: \"%s\" (expected: one we know)".formatted(name));
        };
    }

    private static boolean mod7(String serial, char checkDigit) {
        return Long.parseLong(serial) % 7 == value(checkDigit);
    }

    /** Every second character counts more; a letter counts as UPS has it. */
    private static int mod10(String serial, int evens, int odds, boolean reverse) {
        var total = 0;
        for (var i = 0; i < serial.length(); i++) {
            var character = serial.charAt(reverse ? serial.length() - 1 - i : i);
            var digit = character <= '9' ? value(character) : (character - 3) % 10;
            total += digit * (i % 2 == 0 ? evens : odds);
        }
        return complement(total);
    }

    private static boolean luhn(String serial, char checkDigit) {
        var total = 0;
        for (var i = 0; i < serial.length(); i++) {
            var digit = value(serial.charAt(serial.length() - 1 - i));
            var doubled = i % 2 == 0 ? digit * 2 : digit;
            total += doubled > 9 ? doubled - 9 : doubled;
        }
        return complement(total) == value(checkDigit);
    }

    /** UPU S10: 10 is written 0, and 11 is written 5. */
    private static boolean s10(String serial, char checkDigit) {
        var remainder = sumProduct(serial, S10_WEIGHTINGS) % 11;
        var check = remainder == 1 ? 0 : remainder == 0 ? 5 : 11 - remainder;
        return check == value(checkDigit);
    }

    /** ISO/IEC 7064 MOD 37,36, as DPD's parcel label specification has it. */
    private static boolean mod37And36(String serial, char checkDigit) {
        var check = 36;
        for (var i = 0; i < serial.length(); i++) {
            check += value(serial.charAt(i));
            check = 2 * (check > 36 ? check - 36 : check);
            check = check > 36 ? check - 37 : check;
        }
        return (37 - check) % 36 == value(checkDigit);
    }

    private static int sumProduct(String serial, List<Integer> weightings) {
        return IntStream.range(0, Math.min(serial.length(), weightings.size()))
                .map(i -> value(serial.charAt(i)) * weightings.get(i))
                .sum();
    }

    /** 0 to 9, and 10 to 35 for letters. */
    private static int value(char character) {
        return Character.digit(character, 36);
    }

    private static int complement(int total) {
        return (10 - total % 10) % 10;
    }
}
