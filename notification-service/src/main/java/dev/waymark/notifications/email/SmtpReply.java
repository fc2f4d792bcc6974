package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.DeliveryResult.Accepted;
import dev.waymark.notifications.sending.DeliveryResult.Rejected;
import dev.waymark.notifications.sending.DeliveryResult.SenderRefused;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.DeliveryResult.Undeliverable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a mail server replied.
 *
 * @param code of RFC 5321, 4.2
 * @param enhanced class, subject and detail of RFC 3463; empty where the server gives none
 */
record SmtpReply(SmtpStage stage, int code, String enhanced) {

    private static final Pattern ENHANCED =
            Pattern.compile("\\d{3}[ -]([245]\\.[0-7]\\.\\d{1,3})\\b.*", Pattern.DOTALL);

    /** The replies of RFC 5321, 4954, 7504. Labels know no other, so that a server cannot invent any number of them. */
    private static final Set<Integer> KNOWN = Set.of(
            421, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504, 521, 530, 534, 535, 538, 550, 551, 552, 553, 554,
            555, 556);

    private static final int TEMPORARY = 400;
    private static final int PERMANENT = 500;
    private static final int MAILBOX_UNAVAILABLE = 550;
    private static final int USER_NOT_LOCAL = 551;
    private static final int STORAGE_EXCEEDED = 552;
    private static final int MAILBOX_NAME_NOT_ALLOWED = 553;
    private static final int DOMAIN_TAKES_NO_MAIL = 556;

    static SmtpReply of(SmtpStage stage, int code, String text) {
        var enhanced = ENHANCED.matcher(text);
        return new SmtpReply(stage, code, enhanced.matches() ? enhanced.group(1) : "");
    }

    /** With stage, class and subject: the detail and the server's text would be labels without number. */
    String reason() {
        var what = enhanced.isEmpty() ? basicCode() : enhanced.substring(0, enhanced.lastIndexOf('.'));
        return reason(stage, what);
    }

    static String reason(SmtpStage stage, String what) {
        return "smtp-" + stage.name().toLowerCase(Locale.ROOT) + "-" + what;
    }

    boolean isFailure() {
        return code >= TEMPORARY;
    }

    /** Whose matter the reply is. Only what surely is the message's or its recipient's is final: the rest is ours to mend. */
    DeliveryResult result() {
        if (stage == SmtpStage.END && !isFailure()) {
            return new Accepted(1);
        }
        if (code < PERMANENT) {
            return new Unavailable(reason());
        }
        if (stage.compareTo(SmtpStage.MAIL) < 0) {
            return new SenderRefused(reason());
        }
        return enhanced.startsWith("5.") && !enhanced.startsWith("5.0.") ? ofEnhanced() : ofBasic();
    }

    /** RFC 3463, 3. */
    private DeliveryResult ofEnhanced() {
        return switch (enhanced) {
            // The mailbox of the sender, the system of the sender.
            case "5.1.7", "5.1.8" -> new SenderRefused(reason());
            case "5.2.1" -> stage == SmtpStage.MAIL ? new SenderRefused(reason()) : new Undeliverable(reason());
            case "5.2.3", "5.3.4" -> new Rejected(reason());
            default ->
                switch (enhanced.charAt(2)) {
                    case '1' -> stage == SmtpStage.MAIL ? new SenderRefused(reason()) : new Undeliverable(reason());
                    // A full mailbox, a system in trouble, a network: each may be otherwise in an hour.
                    case '2', '3', '4' -> new Unavailable(reason());
                    case '6' -> new Rejected(reason());
                    default -> new SenderRefused(reason());
                };
        };
    }

    private DeliveryResult ofBasic() {
        if (code == STORAGE_EXCEEDED) {
            // As 452. (RFC 5321, 4.5.3.1.10)
            return new Unavailable(reason());
        }
        if (stage != SmtpStage.RCPT) {
            return new SenderRefused(reason());
        }
        return switch (code) {
            // No word on why: enough to drop this message, not to write to the address no more.
            case MAILBOX_UNAVAILABLE, USER_NOT_LOCAL, MAILBOX_NAME_NOT_ALLOWED -> new Rejected(reason());
            case DOMAIN_TAKES_NO_MAIL -> new Undeliverable(reason());
            default -> new SenderRefused(reason());
        };
    }

    private String basicCode() {
        return KNOWN.contains(code) ? String.valueOf(code) : code / 100 + "xx";
    }
}
