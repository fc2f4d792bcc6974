package dev.waymark.ingest.courier.mapping;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * How large a regular expression gets when it is compiled, without compiling it: RE2 writes a counted repetition out, so
 * that {@code ((x{1,100}){1,100}){1,100}} has millions of instructions. Never less than RE2's own count; a few more.
 */
final class PatternSize {

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(,?)(\\d{0,9})}");

    /** What is between {@code (?} and the group's content; with a parenthesis at the end it sets flags and is no group. */
    private static final Pattern GROUP_START = Pattern.compile("\\(\\?(?:[a-zA-Z-]*[:)]|P?<[^>]*>)");

    /** A class in Unicode's words has up to a thousand ranges; so has what is folded when case does not matter. */
    private static final int LARGE_CLASS = 50;

    private final String expression;
    private final ArrayDeque<Long> enclosing = new ArrayDeque<>();
    private int at;
    private long group;
    private long last;
    private long classes;

    private PatternSize(String expression) {
        this.expression = expression;
    }

    static long of(String expression) {
        var size = new PatternSize(expression);
        while (size.at < expression.length()) {
            size.next();
        }
        var open = size.enclosing.stream().mapToLong(Long::longValue).sum();
        // For failure, for the match, and for an expression without anything in it.
        return 3 + open + size.group + size.classes;
    }

    private void next() {
        switch (expression.charAt(at)) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> open();
            case ')' -> close();
            case '|' -> {
                // One to choose, one for an alternative without anything in it.
                group += 2;
                last = 0;
                at++;
            }
            case '*', '+', '?' -> {
                repeat(1, 1);
                at++;
            }
            case '{' -> counted();
            default -> single(1);
        }
    }

    private void single(int length) {
        group++;
        last = 1;
        at += length;
    }

    private void escape() {
        if (expression.startsWith("\\Q", at)) {
            var end = expression.indexOf("\\E", at);
            var stop = end < 0 ? expression.length() : end;
            group += stop - at;
            last = 1;
            at = end < 0 ? stop : stop + 2;
        } else {
            single(escapeLength());
        }
    }

    /** Of an escape in or outside of a class: {@code \x{1f600}} and {@code \p{Greek}} hold braces that repeat nothing. */
    private int escapeLength() {
        var kind = at + 1 < expression.length() ? expression.charAt(at + 1) : ' ';
        if (kind == 'p' || kind == 'P' || kind == 'x') {
            classes += LARGE_CLASS;
            var end = expression.startsWith("{", at + 2) ? expression.indexOf('}', at) : -1;
            return end < 0 ? 2 : end + 1 - at;
        }
        return 2;
    }

    private void characterClass() {
        at += expression.startsWith("[^", at) ? 2 : 1;
        for (var first = true; at < expression.length() && (first || expression.charAt(at) != ']'); first = false) {
            var character = expression.charAt(at);
            var named = expression.startsWith("[:", at) ? expression.indexOf(":]", at) : -1;
            if (character > '\u007f') {
                classes += LARGE_CLASS;
            }
            at = named >= 0 ? named + 2 : at + (character == '\\' ? escapeLength() : 1);
        }
        single(1);
    }

    private void open() {
        var start = GROUP_START.matcher(expression).region(at, expression.length());
        var length = start.lookingAt() ? start.end() - at : 1;
        at += length;
        if (length == 1 || expression.charAt(at - 1) != ')') {
            enclosing.push(group);
            group = 0;
            last = 0;
        }
    }

    private void close() {
        // Two for the group, one where there is nothing in it.
        last = group + 3;
        group = last + (enclosing.isEmpty() ? 0 : enclosing.pop());
        at++;
    }

    private void counted() {
        var repetition = REPETITION.matcher(expression).region(at, expression.length());
        if (!repetition.lookingAt()) {
            single(1);
            return;
        }
        var least = Long.parseLong(repetition.group(1));
        var most = repetition.group(3).isEmpty() ? least : Long.parseLong(repetition.group(3));
        repeat(Math.max(1, Math.max(least, most)), 1);
        at = repetition.end();
    }

    /** The last item, so many times, each with an instruction to leave it out. Bounded, so that it never overflows. */
    private void repeat(long times, long each) {
        var repeated = Math.min(Integer.MAX_VALUE, times * (last + each) + each);
        group = Math.min(Integer.MAX_VALUE, group - last + repeated);
        last = repeated;
    }
}
