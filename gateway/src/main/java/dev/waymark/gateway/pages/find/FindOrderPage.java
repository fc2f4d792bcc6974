package dev.waymark.gateway.pages.find;

import dev.waymark.contract.VisibleText;
import dev.waymark.wording.MessageBundle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The look-up form, with what is wrong in it. */
public record FindOrderPage(
        String number,
        String contact,
        @Nullable String numberError,
        @Nullable String contactError) {

    static final FindOrderPage EMPTY = new FindOrderPage("", "", null, null);

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_CONTACT = 254;
    private static final int PHONE_DIGITS = 11;

    /** Only slips that are plain without knowing any order; whether a contact is right, this form never says. */
    public static FindOrderPage of(@Nullable String number, @Nullable String contact, MessageBundle messages) {
        var typedNumber = clipped(number, LONGEST_NUMBER);
        var typedContact = clipped(contact, LONGEST_CONTACT);
        return new FindOrderPage(
                typedNumber,
                typedContact,
                typedNumber.isEmpty() ? messages.get("find.number.empty") : null,
                contactError(typedContact, messages));
    }

    FindOrderPage withContactError(String error) {
        return new FindOrderPage(number, contact, numberError, error);
    }

    public boolean hasErrors() {
        return numberError != null || contactError != null;
    }

    private static @Nullable String contactError(String contact, MessageBundle messages) {
        if (contact.isEmpty()) {
            return messages.get("find.contact.empty");
        }
        if (contact.indexOf('@') >= 0) {
            return contact.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+") ? null : messages.get("find.contact.mail");
        }
        // Only a Russian number's length is known; another country's is left to the order service.
        var digits = (int) contact.chars().filter(Character::isDigit).count();
        var russian = contact.startsWith("8") || contact.startsWith("+7") || contact.startsWith("7");
        return russian && digits < PHONE_DIGITS ? messages.get("find.contact.short", Map.of("n", digits)) : null;
    }

    private static String clipped(@Nullable String typed, int longest) {
        var stripped = typed == null ? "" : VisibleText.of(typed);
        return stripped.length() > longest ? stripped.substring(0, longest) : stripped;
    }
}
