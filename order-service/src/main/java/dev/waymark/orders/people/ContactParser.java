package dev.waymark.orders.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.waymark.contract.Channel;
import dev.waymark.contract.VisibleText;
import dev.waymark.platform.contact.EmailAddress;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads contacts in any spelling people use. */
public final class ContactParser {

    /** A number as people write it, and what they dial once it has answered. */
    private static final Pattern PHONE = Pattern.compile(
            "(?<number>[+]?[\\p{Nd}\\p{IsWhite_Space}\\p{Pd}()./·]{5,30}?)"
                    + "(?:[ ,;]*(?:#|x|ext[a-z]{0,6}[.=]?|доб[а-я]{0,8}[.]?)[ :]*(?<extension>\\p{Nd}{1,7}))?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final String ABROAD = "00";

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final String region;

    public ContactParser(OrderDefaults defaults) {
        this.region = defaults.region();
    }

    public Optional<Contact> email(String text) {
        return EmailAddress.canonical(text).map(address -> new Contact(Channel.EMAIL, address));
    }

    public Optional<Contact> phone(String text) {
        return phone(text, region);
    }

    /**
     * {@code text} in the one spelling we keep; null when it is no address of {@code channel}.
     *
     * @param country whose people may write phone numbers without the country's code, beside those of the region
     */
    public @Nullable String address(Channel channel, String text, @Nullable String country) {
        return switch (channel) {
            case EMAIL -> email(text).map(Contact::value).orElse(null);
            case SMS ->
                phone(text, country == null ? region : country)
                        .or(() -> phone(text))
                        .map(Contact::value)
                        .orElse(null);
            // Every other channel's addresses have one spelling.
            default -> channel.isAddress(text) ? text : null;
        };
    }

    /** What is dialled after the phone number {@code text} has answered; null if nothing. No message reaches it. */
    public @Nullable String extension(String text) {
        var written = written(text);
        return written.matches() ? written.group("extension") : null;
    }

    private Optional<Contact> phone(String text, String country) {
        var written = written(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        var number = written.group("number");
        // Two zeros are what most countries dial before a country's code; to some they mean nothing.
        var spellings = number.startsWith(ABROAD)
                ? Stream.of(number, "+" + number.substring(ABROAD.length()))
                : Stream.of(number);
        return spellings
                .flatMap(spelling -> e164(spelling, country).stream())
                .findFirst()
                .map(valid -> new Contact(Channel.SMS, valid));
    }

    private Optional<String> e164(String number, String country) {
        try {
            var parsed = phones.parse(number, country);
            return phones.isValidNumber(parsed)
                    ? Optional.of(phones.format(parsed, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Matcher written(String text) {
        return PHONE.matcher(Normalizer.normalize(VisibleText.of(text), Normalizer.Form.NFKC));
    }

    /** Whichever of the two it is. */
    public Optional<Contact> any(String text) {
        return email(text).or(() -> phone(text));
    }
}
