package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression in RE2's syntax: whatever the text, it takes time in proportion to it and no more. */
final class TextPattern {

    private final Pattern pattern;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
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
        return pattern.matches(text);
    }

    boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    String removedFrom(String text) {
        return pattern.matcher(text).replaceAll("");
    }

    /** What the first group matches, or the whole expression where there is none; absent without a match. */
    @Nullable
    String extractedFrom(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null;
    }
}
