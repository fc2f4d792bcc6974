package dev.waymark.orders.query;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers that differ from a number by one typing error. */
final class TypoVariants {

    /** Bounds the query. All variants of forty digits, or of twenty letters and digits, fit in. */
    static final int MAX = 1_500;

    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private TypoVariants() {}

    /** The likeliest first. */
    static Set<String> of(String number) {
        return Stream.of(transpositions(number), deletions(number), substitutions(number), insertions(number))
                .flatMap(variants -> variants)
                .filter(variant -> !variant.isEmpty() && !variant.equals(number))
                .distinct()
                .limit(MAX)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> transpositions(String number) {
        return IntStream.range(0, number.length() - 1)
                .mapToObj(i -> replaced(number, i, i + 2, "" + number.charAt(i + 1) + number.charAt(i)));
    }

    private static Stream<String> deletions(String number) {
        return IntStream.range(0, number.length()).mapToObj(i -> replaced(number, i, i + 1, ""));
    }

    /** A digit by a digit, a letter by a letter: nobody mistakes a seven for a B. */
    private static Stream<String> substitutions(String number) {
        return IntStream.range(0, number.length())
                .boxed()
                .flatMap(i -> each(sameKind(number.charAt(i))).map(other -> replaced(number, i, i + 1, other)));
    }

    private static Stream<String> insertions(String number) {
        var alphabet = number.chars().allMatch(c -> DIGITS.indexOf(c) >= 0) ? DIGITS : DIGITS + LETTERS;
        return IntStream.rangeClosed(0, number.length())
                .boxed()
                .flatMap(i -> each(alphabet).map(added -> replaced(number, i, i, added)));
    }

    private static String sameKind(char character) {
        return Stream.of(DIGITS, LETTERS)
                .filter(kind -> kind.indexOf(character) >= 0)
                .findFirst()
                .orElse("");
    }

    private static Stream<String> each(String characters) {
        return characters.chars().mapToObj(Character::toString);
    }

    private static String replaced(String number, int from, int to, String by) {
        return number.substring(0, from) + by + number.substring(to);
    }
}
