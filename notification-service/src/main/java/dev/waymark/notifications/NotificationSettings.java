package dev.waymark.notifications;

import dev.waymark.notifications.domain.NotificationRules;
import dev.waymark.notifications.sending.SendingRules;
import dev.waymark.wording.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of this service; defaults of {@code rules} and {@code sending} are in its YAML file.
 *
 * @param recipientKey base64 of at least 32 bytes; hashes addresses in the send log. With a new key,
 *     messages sent under the old one are no longer recognised
 * @param batchTimeout less than Kafka's {@code max.poll.interval.ms}
 */
@Validated
@ConfigurationProperties("waymark.notifications")
public record NotificationSettings(
        @NotBlank @DefaultValue("waymark_notifications") String database,
        @NotBlank String recipientKey,
        @NotNull @DefaultValue("http://localhost:8082") URI ordersUrl,
        @NotNull @DefaultValue("2s") Duration ordersTimeout,
        @NotNull @DefaultValue("4m") Duration batchTimeout,
        @Valid @DefaultValue Links links,
        @Valid @DefaultValue ShopSettings shop,
        @NotNull NotificationRules rules,
        @NotNull SendingRules sending) {

    /** URLs that link tokens are appended to. */
    public record Links(
            @NotNull @DefaultValue("http://localhost:8080/t/")
            URI emailBase,

            @NotNull @DefaultValue("http://localhost:8080/t/")
            URI smsBase) {}

    /**
     * The sender of all messages.
     *
     * @param names by a language's code, where it is not {@code name}: in Latin letters, say
     * @param replyTo where replies go; the sender where it is not set
     */
    public record ShopSettings(
            @NotBlank @DefaultValue("Лавка") String name,
            @NotNull @DefaultValue Map<String, String> names,
            @NotNull @DefaultValue("ru") Language language,

            @Email @NotBlank @DefaultValue("orders@shop.example")
            String from,

            @Nullable @Email String replyTo) {

        String replyToOrFrom() {
            return replyTo == null || replyTo.isBlank() ? from : replyTo;
        }
    }
}
