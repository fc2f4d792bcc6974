package dev.waymark.platform.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.UnicodeSet;
import dev.waymark.contract.VisibleText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    private static final int CODE_POINTS = 0x110000;

    @ParameterizedTest
    @CsvSource({
        "anna@example.com,                 anna@example.com",
        "' Anna.K+shop@Example.COM ',      anna.k+shop@example.com",
        "anna@example.com\u200b,           anna@example.com",
        "\u202eanna\u202c@exam\u00adple.com, anna@example.com",
        "ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ,         anna@example.com",
        "anna@пример.рф,                   anna@xn--e1afmkfd.xn--p1ai",
        "anna@ПРИМЕР。РФ,                   anna@xn--e1afmkfd.xn--p1ai",
        "anna@XN--e1afmkfd.xn--p1ai,       anna@xn--e1afmkfd.xn--p1ai",
        "anna@šhop.example,                anna@xn--hop-zza.example",
        "x@shıp.example,                   x@xn--shp-kua.example",
        // Not as IDNA of 2003 has it, where the first is the second's.
        "anna@straße.de,                   anna@xn--strae-oqa.de",
        "anna@strasse.de,                  anna@strasse.de",
        "Анна@mail.example,                анна@mail.example",
        "İvan@mail.example,                i\u0307van@mail.example",
        "marıa@lavka.example,              marıa@lavka.example",
        // Neither is IDNA's, and both are domains.
        "a@r3---sn.example,                a@r3---sn.example",
    })
    void formIsOne(String typed, String canonical) {
        assertThat(EmailAddress.canonical(typed)).contains(canonical);
        assertThat(EmailAddress.canonical(canonical)).as("of itself").contains(canonical);
    }

    @Test
    void localPartIsOf64OctetsAtMost() {
        assertThat(EmailAddress.canonical("a".repeat(64) + "@example.com")).isPresent();
        assertThat(EmailAddress.canonical("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.canonical("я".repeat(32) + "@example.com")).isPresent();
        assertThat(EmailAddress.canonical("я".repeat(33) + "@example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "anna",
                "anna@",
                "@example.com",
                "anna@localhost",
                "an na@example.com",
                "anna@@example.com",
                "anna@exa_mple.com",
                "anna@-example.com",
                ".anna@example.com",
                "anna@xn--a.example",
                "anna@xn--.example",
                // Of two scripts in a word: Cyrillic а, о; Greek ο; Latin in a Cyrillic word.
                "mаria@lavka.example",
                "maria@lаvka.example",
                "maria@lavka.cоm",
                "jοe@shop.example",
                "ивaн@shop.example",
                "0nna1a\u0430@shop.example",
                "a\u0661@shop.example",
                "anna@xn--mria-43d.example",
                // Without the joiner it is another domain; with it, most people type it wrong.
                "a@نامه\u200cای.com",
                "a@\uD800.com",
                "a@b\u2024c@d.com"
            })
    void unreadableIsEmpty(String typed) {
        assertThat(EmailAddress.canonical(typed)).isEmpty();
    }

    @Test
    void longestIsInOctets() {
        var domain = "d".repeat(60) + "." + "d".repeat(60) + "." + "d".repeat(60) + ".example";

        assertThat(EmailAddress.canonical("a".repeat(63) + "@" + domain)).isPresent();
        assertThat(EmailAddress.canonical("a".repeat(64) + "@" + domain)).isEmpty();
        assertThat(EmailAddress.canonical("я".repeat(32) + "@" + domain)).isEmpty();
    }

    /** Also everything that an earlier release folded, and what cutting it to a byte makes of it. (issue 10, cases/01) */
    @Test
    void whatOnlyLooksOrFoldsLikeAnAddressIsAnotherOneOrNone() {
        var tried = IntStream.range(0x80, CODE_POINTS)
                .filter(point -> Character.isDefined(point) && Character.getType(point) != Character.PRIVATE_USE)
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .flatMap(point -> asciiOf(point).distinct().peek(letter -> {
                    holdsApart("x" + Character.toString(point) + "y@shop.example", "x" + letter + "y@shop.example");
                    holdsApart("maria@x" + Character.toString(point) + "y.example", "maria@x" + letter + "y.example");
                }))
                .count();

        assertThat(tried).isGreaterThan(5_000);
    }

    /** The form is ASCII and then just the same for both, by compatibility of characters alone; or they are two addresses. */
    private static void holdsApart(String typed, String imitated) {
        EmailAddress.canonical(typed).ifPresent(canonical -> {
            var compatible = Normalizer.normalize(VisibleText.of(typed), Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT);
            if (canonical.equals(imitated)) {
                assertThat(compatible).as(typed).isEqualTo(imitated);
            }
            assertThat(canonical.substring(canonical.indexOf('@'))).as(typed).matches("@[a-z0-9.-]+");
        });
    }

    private static IntStream asciiOf(int point) {
        return Stream.of(
                        Character.toString(point).toUpperCase(Locale.ROOT),
                        Character.toString(point).toLowerCase(Locale.ROOT),
                        Character.toString(point).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT),
                        Character.toString(point).toUpperCase(Locale.of("tr")),
                        Character.toString(point).toLowerCase(Locale.of("tr")),
                        Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD),
                        UCharacter.foldCase(Character.toString(point), true),
                        // All code points are cut to a byte; the first of each is enough.
                        point < 0x2000 ? Character.toString(point & 0x7f) : "")
                .flatMapToInt(String::codePoints)
                .map(Character::toLowerCase)
                .filter(letter -> "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(letter) >= 0);
    }

    /** A contract without ICU's tables spells them out. */
    @Test
    void invisibleIsWhatUnicodeSaysIsInvisible() {
        var invisible = new UnicodeSet("[[:Cf:][:Default_Ignorable_Code_Point:]]");

        assertThat(IntStream.range(0, CODE_POINTS)
                        .filter(point -> !Character.isWhitespace(point))
                        .filter(point ->
                                VisibleText.of(Character.toString(point)).isEmpty() && !UCharacter.isUWhiteSpace(point))
                        .filter(point -> !invisible.contains(point)))
                .isEmpty();
        assertThat(IntStream.range(0, CODE_POINTS)
                        .filter(invisible::contains)
                        .filter(point -> !VisibleText.of("a" + Character.toString(point) + "b")
                                .equals("ab")))
                .isEmpty();
    }
}
