package dev.waymark.notifications.email;

import java.util.Locale;
import java.util.Optional;

/** How far an SMTP dialogue has come. */
enum SmtpStage {
    CONNECT,
    HELLO,
    TLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The mail is written with its final dot: from here on the server may have it. */
    END;

    /** Empty for the commands that belong to no stage: RSET, NOOP, QUIT. */
    static Optional<SmtpStage> of(String command) {
        return switch (command.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
            case "EHLO", "HELO" -> Optional.of(HELLO);
            case "STARTTLS" -> Optional.of(TLS);
            case "AUTH" -> Optional.of(AUTH);
            case "MAIL" -> Optional.of(MAIL);
            case "RCPT" -> Optional.of(RCPT);
            case "DATA" -> Optional.of(DATA);
            case "." -> Optional.of(END);
            default -> Optional.empty();
        };
    }
}
