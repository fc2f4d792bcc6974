package dev.waymark.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/** What people type and paste, without what nobody sees in it: it counts neither in a number nor in a contact. */
public final class VisibleText {

    /** Format characters and all others that are shown as nothing. (Unicode: Cf and Default_Ignorable_Code_Point) */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2065\\u3164\\ufe00-\\ufe0f"
                    + "\\uffa0\\ufff0-\\ufff8\\x{e0000}-\\x{e0fff}]+");

    /** Those of them that turn the text after them round, past its own end. (UAX 9, 2.1 to 2.4) */
    private static final Pattern DIRECTION = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]+");

    private static final Pattern OUTER_SPACE = Pattern.compile("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$");
    private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");
    private static final Pattern NUMBER_SIGN = Pattern.compile("^[#＃№]+\\p{IsWhite_Space}*");

    private VisibleText() {}

    /** Without invisible characters, and without white space around it. */
    public static String of(String text) {
        return OUTER_SPACE.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll("");
    }

    /** A number as {@link #of}, without a number sign before it: {@code № 10042} is {@code 10042}. */
    public static String number(String text) {
        return NUMBER_SIGN.matcher(of(text)).replaceFirst("");
    }

    /** The same for every spelling of one number: also without white space, in upper case. */
    public static String comparable(String number) {
        var compact = isPlain(number) ? number : SPACE.matcher(number(number)).replaceAll("");
        return compact.toUpperCase(Locale.ROOT);
    }

    /** Nearly every number of a webhook is, and costs no pattern. */
    private static boolean isPlain(String number) {
        return !number.startsWith("#") && number.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /**
     * A text of a courier or a shop, which cannot reorder ours around it: without what turns text round past its own end.
     * The records that hold such texts apply it, so that no page, mail or message has to, and old logs are clean as well.
     */
    public static String undirected(String text) {
        return text.chars().anyMatch(VisibleText::isDirection)
                ? DIRECTION.matcher(text).replaceAll("")
                : text;
    }

    private static boolean isDirection(int c) {
        return c >= '\u202a' && c <= '\u2069';
    }
}
