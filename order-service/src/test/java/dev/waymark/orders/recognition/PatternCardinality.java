package dev.waymark.orders.recognition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts the numbers of each length that a pattern admits. Supports the regular expressions that the data uses and rejects
 * all others; it ignores lookaheads, so that a count is never too small.
 */
final class PatternCardinality {

    /** Of a tracking number. */
    static final int LONGEST = 50;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";

    private final String regex;
    private final Map<String, double[]> groups = new HashMap<>();
    private final double[] all;
    private int at;

    private PatternCardinality(String regex) {
        this.regex = regex;
        this.all = alternatives();
        if (at < regex.length()) {
            throw unknown();
        }
    }

    static PatternCardinality of(String regex) {
        return new PatternCardinality(regex);
    }

    double ofLength(int length) {
        return length > LONGEST ? 0 : all[length];
    }

    /** How many characters a group of one character admits; 1 where there is no such group. */
    double choices(String group) {
        return groups.getOrDefault(group, characters(1))[1];
    }

    private double[] alternatives() {
        var sum = sequence();
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            sum = plus(sum, sequence());
        }
        return sum;
    }

    private double[] sequence() {
        var product = nothing();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            product = times(product, repeated(atom()));
        }
        return product;
    }

    private double[] atom() {
        if (ahead("(?=") || ahead("(?!")) {
            skipGroup();
            return nothing();
        }
        if (ahead("\\b")) {
            at += 2;
            return nothing();
        }
        if (ahead("(")) {
            return group();
        }
        if (ahead("[")) {
            var end = regex.indexOf(']', at) + 1;
            var oneOf = Pattern.compile(regex.substring(at, end)).asMatchPredicate();
            at = end;
            return characters(ALPHABET.chars()
                    .filter(c -> oneOf.test(String.valueOf((char) c)))
                    .count());
        }
        if (ALPHABET.indexOf(regex.charAt(at)) < 0 || regex.charAt(at) == '.') {
            throw unknown();
        }
        at++;
        return characters(1);
    }

    private double[] group() {
        var name = "";
        if (ahead("(?:")) {
            at += 3;
        } else if (ahead("(?<")) {
            var end = regex.indexOf('>', at);
            name = regex.substring(at + 3, end);
            at = end + 1;
        } else {
            at++;
        }
        var inside = alternatives();
        if (!ahead(")")) {
            throw unknown();
        }
        at++;
        groups.put(name, inside);
        return inside;
    }

    private void skipGroup() {
        var depth = 0;
        do {
            depth += ahead("(") ? 1 : ahead(")") ? -1 : 0;
            at++;
        } while (depth > 0);
    }

    private double[] repeated(double[] once) {
        if (ahead("?")) {
            at++;
            return plus(nothing(), once);
        }
        if (!ahead("{")) {
            return once;
        }
        var end = regex.indexOf('}', at);
        var bounds = Arrays.stream(regex.substring(at + 1, end).split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        at = end + 1;
        var sum = new double[LONGEST + 1];
        var power = nothing();
        for (var times = 0; times <= bounds[bounds.length - 1]; times++) {
            sum = times < bounds[0] ? sum : plus(sum, power);
            power = times(power, once);
        }
        return sum;
    }

    private boolean ahead(String text) {
        return regex.startsWith(text, at);
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "regex: \"%s\" at %d (expected: letters, digits, classes, groups, ? and {n,m})".formatted(regex, at));
    }

    private static double[] nothing() {
        var counts = new double[LONGEST + 1];
        counts[0] = 1;
        return counts;
    }

    private static double[] characters(long choices) {
        var counts = new double[LONGEST + 1];
        counts[1] = choices;
        return counts;
    }

    private static double[] plus(double[] one, double[] other) {
        var sum = one.clone();
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    private static double[] times(double[] one, double[] other) {
        var product = new double[LONGEST + 1];
        for (var i = 0; i <= LONGEST; i++) {
            for (var j = 0; one[i] > 0 && i + j <= LONGEST; j++) {
                product[i + j] += one[i] * other[j];
            }
        }
        return product;
    }
}
