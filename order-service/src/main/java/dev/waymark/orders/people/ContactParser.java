package dev.waymark.orders.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.waymark.contract.Channel;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads contacts in any spelling people use. */
public final class ContactParser {

    /** The longest address that SMTP carries. (RFC 5321, 4.5.3.1.3) */
    private static final int LONGEST_EMAIL = 254;

    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+){0,20}@"
                    + "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.){1,10}[\\p{L}\\p{N}-]{2,63}");

    private static final Pattern PHONE_LIKE = Pattern.compile("[+＋]?[\\p{Nd}\\s\\u00a0().‑–-]{5,30}");

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final String region;

    public ContactParser(OrderDefaults defaults) {
        this.region = defaults.region();
    }

    public Optional<Contact> email(String text) {
        var address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST_EMAIL && EMAIL.matcher(address).matches()
                ? Optional.of(new Contact(Channel.EMAIL, address))
                : Optional.empty();
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

    private Optional<Contact> phone(String text, String country) {
        var number = text.strip();
        if (!PHONE_LIKE.matcher(number).matches()) {
            return Optional.empty();
        }
        try {
            var parsed = phones.parse(number, country);
            return phones.isValidNumber(parsed)
                    ? Optional.of(new Contact(Channel.SMS, phones.format(parsed, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }

    /** Whichever of the two it is. */
    public Optional<Contact> any(String text) {
        return email(text).or(() -> phone(text));
    }
}
