package dev.waymark.orders.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCardinalityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[0-9]{12};12;1e12",
                "[0-9]{9,10}[0-9];10;1e10",
                "[0-9]{9,10}[0-9];11;1e11",
                "[0-9]{9,10}[0-9];12;0",
                "J(J)?D([0-9]){2};3;0",
                "J(J)?D([0-9]){2};4;100",
                "J(J)?D([0-9]){2};5;100",
                "(?:GM|LX|RX)[0-9];3;30",
                "(?<A>[ACM](?=[0-9]{2}(?![0-9])))[0-9A-Z];2;108",
                "\\b(9([0-9]){2}|[0-8][0-9])-1;4;90",
                "\\b(9([0-9]){2}|[0-8][0-9])-1;5;100"
            })
    void countsTheNumbersOfALength(String regex, int length, double count) {
        assertThat(PatternCardinality.of(regex).ofLength(length)).isCloseTo(count, withPercentage(0.0001));
    }

    @Test
    void groupOfOneCharacterHasItsChoices() {
        var count = PatternCardinality.of("(?<SerialNumber>[0-9]{3})(?<CheckDigit>[0-9A-Z])");

        assertThat(count.choices("CheckDigit")).isEqualTo(36);
        assertThat(count.choices("Nothing")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A*", "A+", "A.B", "(AB", "AB)", "\\d", "A|^B"})
    void unsupportedPatternIsRejected(String regex) {
        assertThatThrownBy(() -> PatternCardinality.of(regex)).isInstanceOf(IllegalArgumentException.class);
    }
}
