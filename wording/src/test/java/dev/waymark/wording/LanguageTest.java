package dev.waymark.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale.LanguageRange;
import org.junit.jupiter.api.Test;

class LanguageTest {

    private final Language ru = Language.valueOf("ru");
    private final Language en = Language.valueOf("en");

    @Test
    void rootComesFirst() {
        assertThat(Language.all()).startsWith(en).contains(ru).doesNotHaveDuplicates();
        assertThat(Language.root()).isEqualTo(en);
    }

    @Test
    void regionOfATagDoesNotMatter() {
        assertThat(Language.of("en-US")).contains(en);
        assertThat(Language.of("RU")).contains(ru);
        assertThat(Language.of("fr")).isEmpty();
        assertThat(Language.of(null)).isEmpty();
        assertThatThrownBy(() -> Language.valueOf("fr"))
                .hasMessageStartingWith("language: \"fr\" (expected: one of [en");
    }

    @Test
    void firstLanguageThatExistsIsPreferred() {
        assertThat(Language.preferred(LanguageRange.parse("fr, ru;q=0.8, en;q=0.5")))
                .contains(ru);
        assertThat(Language.preferred(LanguageRange.parse("*"))).isEmpty();
    }

    @Test
    void lettersShowTheLanguageOfAForeignText() {
        assertThat(en.guess("Прибыло в Казань (Kazan)")).isEqualTo(ru);
        assertThat(ru.guess("Arrived at hub 12")).isEqualTo(en);
        assertThat(ru.guess("Прибыло")).isEqualTo(ru);
        assertThat(en.guess("Angekommen")).isEqualTo(en);
    }
}
