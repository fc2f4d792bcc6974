package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A regular expression in RE2's syntax: for any text it takes time in proportion to its length. */
final class TextPattern {

    /** Quotations, code points, named classes, counted repetitions, and letters of two chars. */
    private static final java.util.regex.Pattern NOT_OBVIOUS =
            java.util.regex.Pattern.compile("\\\\[QxpPC0-9]|[{}]|\\[:|[\\x{10000}-\\x{10ffff}]");

    private static final String GAP = "\n";

    private final Pattern pattern;

    /** A text that every match contains, in any case of its letters. */
    private final String requiredText;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
        this.requiredText = requiredText(pattern.pattern());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TextPattern of(String expression) {
        try {
            return new TextPattern(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern: %s at \"%s\" (expected: RE2 syntax)".formatted(e.getDescription(), e.getPattern()), e);
        }
    }

    boolean matches(String text) {
        return mayMatch(text) && pattern.matches(text);
    }

    boolean isIn(String text) {
        return mayMatch(text) && pattern.matcher(text).find();
    }

    String removedFrom(String text) {
        return mayMatch(text) ? pattern.matcher(text).replaceAll("") : text;
    }

    /** What the first group matches, or the whole expression where there is none; absent without a match. */
    @Nullable
    String extractedFrom(String text) {
        if (!mayMatch(text)) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null;
    }

    /** Most texts do not match, and applying a pattern costs as much as everything else that is read of a checkpoint. */
    private boolean mayMatch(String text) {
        for (var at = 0; at + requiredText.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, requiredText, 0, requiredText.length())) {
                return true;
            }
        }
        return false;
    }

    /** The longest text outside of all groups; empty where it is not obvious. */
    private static String requiredText(String expression) {
        if (NOT_OBVIOUS.matcher(expression).find()) {
            return "";
        }
        // Flags between an expression and its quantifier do not separate them: b(?i)? is an optional b.
        var left = expression
                .replaceAll("(?s)\\\\.", GAP)
                .replaceAll("\\[\\^?]?[^]]*]", GAP)
                .replaceAll("\\(\\?[a-zA-Z-]+\\)", "");
        for (var grouped = ""; !grouped.equals(left); ) {
            grouped = left;
            left = grouped.replaceAll("\\([^()]*\\)", GAP);
        }
        return left.indexOf('|') >= 0
                ? ""
                : Stream.of(left.replaceAll("(?s).[+?*]*[?*]", GAP).split("[\\v.^$+?*]", 0))
                        .max(Comparator.comparingInt(String::length))
                        .orElse("");
    }
}
