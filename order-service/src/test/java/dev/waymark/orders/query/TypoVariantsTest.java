package dev.waymark.orders.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypoVariantsTest {

    @Test
    void everyKindOfTypoIsAVariant() {
        assertThat(TypoVariants.of("10042")).contains("01042", "1042", "10043", "100042", "910042");
        assertThat(TypoVariants.of("RA12")).contains("AR12", "RB12", "RA13", "RAX12");
    }

    @Test
    void twoTyposAndTheNumberItselfAreNoVariants() {
        assertThat(TypoVariants.of("10042")).doesNotContain("10042", "10051", "100", "1");
        assertThat(TypoVariants.of("1")).doesNotContain("");
    }

    @Test
    void digitIsNotReplacedByALetter() {
        assertThat(TypoVariants.of("RA12")).doesNotContain("R112", "RAB2");
        assertThat(TypoVariants.of("10042")).doesNotContain("10042A");
    }

    @Test
    void variantsOfALongNumberAreBounded() {
        assertThat(TypoVariants.of("1".repeat(40))).hasSizeLessThan(TypoVariants.MAX);
        assertThat(TypoVariants.of("ABCDEFGHIJ".repeat(5))).hasSize(TypoVariants.MAX);
    }
}
