package dev.waymark.platform.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatMaskTest {

    @ParameterizedTest
    @CsvSource({
        "+7 (916) 123-45-67, +9 (999) 999-99-99",
        "anna.p@mail.example, xxxx.x@xxxx.xxxxxxx",
        "Анна Петрова, xxxx xxxxxxx",
        "٣٤ 王, 99 x",
        "2026-11-23T09:05:07Z, 9999-99-99x99:99:99x"
    })
    void lettersAndDigitsAreMasked(String text, String shape) {
        assertThat(FormatMask.of(text)).isEqualTo(shape);
    }

    @Test
    void longTextIsItsBeginningAndItsLength() {
        assertThat(FormatMask.of("a".repeat(5000))).isEqualTo("x".repeat(64) + "… (5000)");
    }

    @Test
    void bytesThatAreNoTextShowOnlyTheirFormat() {
        assertThat(FormatMask.of("<Name>Анна</Name>".getBytes(UTF_8)))
                .startsWith("21 bytes: <xxxx>")
                .doesNotContain("Name", "А");
    }
}
