package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

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

    /** What is admitted is never larger than it was counted, so counting before compiling is enough. */
    @Property(tries = 10_000)
    void sizeIsAtLeastRe2s(
            @ForAll("expressions") String expression,
            @ForAll @IntRange(max = 9) int least,
            @ForAll @IntRange(max = 9) int more) {
        for (var repeated : List.of(
                expression,
                "(?:%s){%d}".formatted(expression, least),
                "(%s){%d,}".formatted(expression, least),
                "((?:%s){%d,%d}x*){3}".formatted(expression, least, least + more))) {
            if (isExpression(repeated)) {
                var compiled = Pattern.compile(repeated).programSize();
                assertThat(PatternSize.of(repeated)).as(repeated).isGreaterThanOrEqualTo(compiled);
            }
        }
    }

    /** Each would fill the memory if it were compiled. */
    @Property(tries = 200)
    void whatExplodesIsRefusedUncompiled(
            @ForAll @IntRange(min = 3, max = 8) int depth, @ForAll @IntRange(min = 50, max = 1000) int times) {
        for (var repetition : List.of("{%1$d}", "{1,%1$d}", "{%1$d,}")) {
            var expression = "x";
            for (var i = 0; i < depth; i++) {
                expression = "(" + expression + ")" + repetition.formatted(times);
            }
            var exploding = expression;

            assertThatThrownBy(() -> TextPattern.of(exploding))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected: up to 2000");
        }
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
            if (LetterCase.isEndless(text)) {
                return false;
            }
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException notOne) {
            return false;
        }
    }
}
