package dev.waymark.ingest.courier.mapping;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Letters whose other case RE2/J looks for without end, since the JDK knows them and its own table does not: Cyrillic
 * Extended-C (google/re2j#168). To compile an expression that names one and is blind to case would never return.
 */
final class LetterCase {

    static final int FIRST_ENDLESS = 0x1c80;
    static final int LAST_ENDLESS = 0x1c88;

    private static final Pattern BLIND_TO_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");

    /** Each alone, or the two ends of a range. Only these two notations can name so high a code point. */
    private static final Pattern LETTERS =
            Pattern.compile("(?s)(\\\\x\\{[0-9a-fA-F]{1,6}}|.)(?=(?:-(\\\\x\\{[0-9a-fA-F]{1,6}}|[^]]))?)");

    private LetterCase() {}

    static boolean isEndless(String expression) {
        return BLIND_TO_CASE.matcher(expression).find()
                && LETTERS.matcher(expression).results().anyMatch(LetterCase::holdsEndless);
    }

    private static boolean holdsEndless(MatchResult letters) {
        var first = codePoint(letters.group(1));
        var last = letters.group(2) == null ? first : codePoint(letters.group(2));
        return first <= LAST_ENDLESS && last >= FIRST_ENDLESS;
    }

    private static int codePoint(String letter) {
        return letter.startsWith("\\x{") ? Integer.parseInt(letter, 3, letter.length() - 1, 16) : letter.codePointAt(0);
    }
}
