package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Not to try a pattern on a text that cannot match it changes no answer. */
class TextPatternPropertyTest {

    @Property(tries = 10_000)
    void matchesAsTheExpressionDoes(@ForAll("expressions") String expression, @ForAll("texts") String text) {
        var plain = Pattern.compile(expression);
        var pattern = TextPattern.of(expression);

        assertThat(pattern.matches(text)).isEqualTo(plain.matches(text));
        assertThat(pattern.isIn(text)).isEqualTo(plain.matcher(text).find());
        assertThat(pattern.removedFrom(text)).isEqualTo(plain.matcher(text).replaceAll(""));
        assertThat(pattern.extractedFrom(text)).isEqualTo(firstGroup(plain, text));
    }

    @Provide
    Arbitrary<String> expressions() {
        var parts = Arbitraries.of(
                "a",
                "ab",
                "B",
                "b",
                "(",
                ")",
                "|",
                "?",
                "*",
                "+",
                "??",
                ".",
                "[",
                "]",
                "[]a]",
                "[(b-]",
                "^",
                "$",
                "\\b",
                "\\.",
                "\\s",
                "\\(",
                "\\Qa?\\E",
                "{2}",
                "{0}",
                "(?i)",
                "(?i:b)",
                "(a|b)",
                "( by)?",
                "[[:alpha:]]",
                "\\x61",
                "\n",
                " ",
                "-",
                "\ud801\udc00",
                "k");
        return parts.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(chosen -> String.join("", chosen))
                .filter(TextPatternPropertyTest::isExpression);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a", "b", "A", "B", " ", ".", "(", "?", "\n", "-", "ab", "]", "\ud801\udc28", "\u212a", "by")
                .list()
                .ofMaxSize(8)
                .map(chosen -> String.join("", chosen));
    }

    private static String firstGroup(Pattern plain, String text) {
        var matcher = plain.matcher(text);
        return matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null;
    }

    private static boolean isExpression(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException notOne) {
            return false;
        }
    }
}
