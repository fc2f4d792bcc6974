package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterCaseTest {

    /** More than any letter has. */
    private static final int CASES = 10;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\u1c80",
                "(?i)\\x{1C88}",
                "(?i)[a-\ud801\udc00]",
                "(?i)[\\x{0}-\\x{10ffff}]",
                "(?si:[^ -\uffff])",
                "(?i)\\Q\u1c85\\E"
            })
    void whatWouldNeverBeCompiledIsRefused(String expression) {
        assertThatThrownBy(() -> TextPattern.of(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+1C80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u1c80", "[a-\uffff]", "(?i)[а-я]", "(?i)принят-[—]", "(?i)[一-龥]", "(?i)[^a-z]"})
    void othersAreTaken(String expression) {
        assertThat(TextPattern.of(expression)).isNotNull();
    }

    /** A newer JDK may know more letters: then the constants are too narrow. */
    @Test
    void theseAreAllOfThem() throws ReflectiveOperationException {
        var otherCase = Class.forName("com.google.re2j.Unicode").getDeclaredMethod("simpleFold", int.class);
        otherCase.setAccessible(true);

        var endless = new ArrayList<Integer>();
        for (var letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            if (isEndless(letter, otherCase)) {
                endless.add(letter);
            }
        }

        assertThat(endless)
                .containsExactlyElementsOf(IntStream.rangeClosed(LetterCase.FIRST_ENDLESS, LetterCase.LAST_ENDLESS)
                        .boxed()
                        .toList());
    }

    private static boolean isEndless(int letter, Method otherCase) throws ReflectiveOperationException {
        var other = (int) otherCase.invoke(null, letter);
        for (var n = 0; n < CASES && other != letter; n++) {
            other = (int) otherCase.invoke(null, other);
        }
        return other != letter;
    }
}
