package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.platform.contact.EmailAddress;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The sender of all e-mails.
 *
 * @param from the address; its domain is also that of our Message-IDs
 * @param replyTo where a customer's reply goes: to people; the sender where it is not set
 */
@Validated
@ConfigurationProperties("waymark.notifications.shop")
public record EmailSettings(
        @Email @NotBlank @DefaultValue("orders@shop.example")
        String from,

        @Nullable @Email String replyTo) {

    public EmailSettings {
        from = EmailAddress.canonical(from).orElse(from);
        replyTo = replyTo == null ? null : EmailAddress.canonical(replyTo).orElse(replyTo);
    }

    String replyToOrFrom() {
        return replyTo == null || replyTo.isBlank() ? from : replyTo;
    }

    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    /** The same for the same message, however often it is sent. */
    String messageId(MessageKey key) {
        return "<" + key + "@" + domain() + ">";
    }
}
