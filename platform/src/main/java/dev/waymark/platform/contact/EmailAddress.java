package dev.waymark.platform.contact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import dev.waymark.contract.VisibleText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The canonical form of an e-mail address, by which it is stored, hashed, compared, written to and shown. Two people
 * are the same only if these forms are equal: folding case or width anywhere else finds more, and lets one in for another.
 */
public final class EmailAddress {

    /** The longest address that SMTP carries, in octets. (RFC 5321, 4.5.3.1.3) */
    private static final int LONGEST = 254;

    /** In octets as well. (RFC 5321, 4.5.3.1.1) */
    private static final int LONGEST_LOCAL_PART = 64;

    private static final Pattern LOCAL_PART = Pattern.compile(
            "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+){0,20}");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,10}[a-z0-9-]{2,63}");

    /** In scripts that join letters they tell one word from another, and so one domain from another. */
    private static final Pattern JOINERS = Pattern.compile("[\\u200c\\u200d]");

    /** Non-transitional: {@code ß} and {@code ς} are letters of their own, and not another's domain. (UTS 46, RFC 5891) */
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO);

    /** Letters of more than one script in a word imitate another's word. (UTS 39, 5.2) */
    private static final SpoofChecker SCRIPTS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.MIXED_NUMBERS)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    private EmailAddress() {}

    /** Empty when {@code typed} is no address, or one that nobody can tell from another. */
    public static Optional<String> canonical(String typed) {
        var text = Normalizer.normalize(VisibleText.of(typed), Normalizer.Form.NFKC);
        var at = text.lastIndexOf('@');
        var ambiguous = !isAscii(text) && JOINERS.matcher(typed).find();
        if (at < 1 || text.length() > LONGEST || ambiguous) {
            return Optional.empty();
        }
        var local = Normalizer.normalize(text.substring(0, at).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
        if (local.getBytes(UTF_8).length > LONGEST_LOCAL_PART
                || !LOCAL_PART.matcher(local).matches()
                || !isOneScript(local)) {
            return Optional.empty();
        }
        return domain(text.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(address -> address.getBytes(UTF_8).length <= LONGEST);
    }

    /** Whether every mail server takes it; one that is not ASCII needs the extension SMTPUTF8. (RFC 6531) */
    public static boolean isAscii(String address) {
        return US_ASCII.newEncoder().canEncode(address);
    }

    private static Optional<String> domain(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        // Most are plain. Hyphens in the third and fourth place are only IDNA's, and there are domains with them.
        var plain =
                isAscii(lower) && Arrays.stream(lower.split("\\.", -1)).noneMatch(label -> label.startsWith("xn--"));
        return (plain ? Optional.of(lower) : converted(lower))
                .filter(domain -> DOMAIN.matcher(domain).matches());
    }

    private static Optional<String> converted(String text) {
        var info = new IDNA.Info();
        var ascii = UTS46.nameToASCII(text, new StringBuilder(), info).toString();
        var unicode = UTS46.nameToUnicode(ascii, new StringBuilder(), info).toString();
        return info.hasErrors() || !Arrays.stream(unicode.split("\\.", -1)).allMatch(EmailAddress::isOneScript)
                ? Optional.empty()
                : Optional.of(ascii);
    }

    private static boolean isOneScript(String word) {
        return !SCRIPTS.failsChecks(word);
    }
}
