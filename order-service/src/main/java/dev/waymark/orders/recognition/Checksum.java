package dev.waymark.orders.recognition;

import java.util.List;
import java.util.stream.IntStream;

/** A rule for check digits, as {@code CHECKSUM_ALGORITHMS.md} of tracking_number_data defines them. */
record Checksum(
        Algorithm name,
        int evensMultiplier,
        int oddsMultiplier,
        boolean reverse,
        List<Integer> weightings,
        int modulo1,
        int modulo2) {

    enum Algorithm {
        MOD7,
        MOD10,
        LUHN,
        S10,
        SUM_PRODUCT_WITH_WEIGHTINGS_AND_MODULO,
        MOD_37_36
    }

    /** Whether {@code checkDigit} is right for {@code serial}. */
    boolean isRight(String serial, char checkDigit) {
        return value(checkDigit)
                == switch (name) {
                    case MOD7 -> Long.parseLong(serial) % 7;
                    case MOD10 -> mod10(serial);
                    case LUHN -> luhn(serial);
                    case S10 -> s10(serial);
                    case SUM_PRODUCT_WITH_WEIGHTINGS_AND_MODULO -> sumProduct(serial) % modulo1 % modulo2;
                    case MOD_37_36 -> mod37And36(serial);
                };
    }

    /** Every second character counts more; a letter counts as UPS has it. */
    private int mod10(String serial) {
        var total = 0;
        for (var i = 0; i < serial.length(); i++) {
            var character = serial.charAt(reverse ? serial.length() - 1 - i : i);
            var digit = character <= '9' ? value(character) : (character - 3) % 10;
            total += digit * (i % 2 == 0 ? evensMultiplier : oddsMultiplier);
        }
        return complement(total);
    }

    private static int luhn(String serial) {
        var total = 0;
        for (var i = 0; i < serial.length(); i++) {
            var digit = value(serial.charAt(serial.length() - 1 - i));
            var doubled = i % 2 == 0 ? digit * 2 : digit;
            total += doubled > 9 ? doubled - 9 : doubled;
        }
        return complement(total);
    }

    /** UPU S10: 10 is written 0, and 11 is written 5. */
    private int s10(String serial) {
        var remainder = sumProduct(serial) % 11;
        return remainder == 1 ? 0 : remainder == 0 ? 5 : 11 - remainder;
    }

    /** ISO/IEC 7064 MOD 37,36, as DPD's parcel label specification has it. */
    private static int mod37And36(String serial) {
        var check = 36;
        for (var i = 0; i < serial.length(); i++) {
            check += value(serial.charAt(i));
            check = 2 * (check > 36 ? check - 36 : check);
            check = check > 36 ? check - 37 : check;
        }
        return (37 - check) % 36;
    }

    private int sumProduct(String serial) {
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
