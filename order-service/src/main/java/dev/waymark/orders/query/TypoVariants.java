package dev.waymark.orders.query;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What may have been meant by a number that is nobody's: all that is one slip of the finger or the ear away. */
final class TypoVariants {

    /** A question to an index has to end somewhere. Forty digits, or twenty of letters and digits, fit in whole. */
    static final int MOST = 1_500;

    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private TypoVariants() {}

    /** The likeliest first: two swapped, one too many, one mistaken for another, one left out. */
    static Set<String> of(String number) {
        var slips = new LinkedHashSet<String>();
        Stream.of(swapped(number), shorter(number), mistaken(number), longer(number))
                .flatMap(kind -> kind)
                .filter(slip -> !slip.isEmpty() && !slip.equals(number))
                .takeWhile(slip -> slips.size() < MOST)
                .forEach(slips::add);
        return slips;
    }

    private static Stream<String> swapped(String number) {
        return IntStream.range(0, number.length() - 1)
                .mapToObj(i ->
                        number.substring(0, i) + number.charAt(i + 1) + number.charAt(i) + number.substring(i + 2));
    }

    private static Stream<String> shorter(String number) {
        return IntStream.range(0, number.length()).mapToObj(i -> number.substring(0, i) + number.substring(i + 1));
    }

    /** A digit for a digit, a letter for a letter: nobody hears a seven as a B. */
    private static Stream<String> mistaken(String number) {
        return IntStream.range(0, number.length())
                .boxed()
                .flatMap(i -> among(like(number.charAt(i)))
                        .map(other -> number.substring(0, i) + other + number.substring(i + 1)));
    }

    private static Stream<String> longer(String number) {
        var signs = number.chars().allMatch(TypoVariants::isDigit) ? DIGITS : DIGITS + LETTERS;
        return IntStream.rangeClosed(0, number.length())
                .boxed()
                .flatMap(i -> among(signs).map(more -> number.substring(0, i) + more + number.substring(i)));
    }

    private static String like(char sign) {
        if (isDigit(sign)) {
            return DIGITS;
        }
        return LETTERS.indexOf(sign) < 0 ? "" : LETTERS;
    }

    private static boolean isDigit(int sign) {
        return DIGITS.indexOf(sign) >= 0;
    }

    private static Stream<String> among(String signs) {
        return signs.chars().mapToObj(Character::toString);
    }
}
