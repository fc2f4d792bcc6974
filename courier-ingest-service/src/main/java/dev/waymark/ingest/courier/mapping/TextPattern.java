package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A regular expression in RE2's syntax: for any text it takes time in proportion to its length and to the size of the
 * expression, which is bounded, for each alone and for all of a file together.
 */
@JsonDeserialize(using = TextPattern.Deserializer.class)
final class TextPattern {

    static final int MAX_SIZE = 2_000;
    static final int MAX_SIZE_OF_FILE = 20_000;

    private static final int MAX_LENGTH = 1_000;

    /** Quotations, code points, named classes, counted repetitions, and letters of two chars. */
    private static final java.util.regex.Pattern NOT_OBVIOUS =
            java.util.regex.Pattern.compile("\\\\[QxpPC0-9]|[{}]|\\[:|[\\x{10000}-\\x{10ffff}]");

    private static final String GAP = "\n";

    private final Pattern pattern;

    /** A text that every match contains, in any case of its letters. */
    private final String requiredText;

    private final long size;

    private TextPattern(Pattern pattern, long size) {
        this.pattern = pattern;
        this.size = size;
        this.requiredText = requiredText(pattern.pattern());
    }

    static TextPattern of(String expression) {
        check(
                expression.length() <= MAX_LENGTH,
                "pattern: %d characters (expected: up to %d)".formatted(expression.length(), MAX_LENGTH));
        var size = PatternSize.of(expression);
        check(
                size <= MAX_SIZE,
                "pattern: repetitions and classes that make %d steps of it (expected: up to %d)"
                        .formatted(size, MAX_SIZE));
        check(
                !LetterCase.isEndless(expression),
                "pattern: letters from U+1C80 to U+1C88, blind to case (expected: none of them, in no range either)");
        try {
            return new TextPattern(Pattern.compile(expression), size);
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

    /** Reads an expression, and adds up those of one file. */
    static final class Deserializer extends ValueDeserializer<TextPattern> {

        @Override
        public TextPattern deserialize(JsonParser parser, DeserializationContext context) {
            try {
                var pattern = of(context.readValue(parser, String.class));
                var before = context.getAttribute(TextPattern.class) instanceof Long size ? size : 0;
                check(
                        before + pattern.size <= MAX_SIZE_OF_FILE,
                        "patterns: together more than %d steps (expected: fewer or simpler ones)"
                                .formatted(MAX_SIZE_OF_FILE));
                context.setAttribute(TextPattern.class, before + pattern.size);
                return pattern;
            } catch (IllegalArgumentException e) {
                throw DatabindException.from(parser, e.getMessage(), e);
            }
        }
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
