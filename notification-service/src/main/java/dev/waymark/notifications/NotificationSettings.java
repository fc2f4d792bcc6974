package dev.waymark.notifications;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.texts.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that is decided by configuration.
 *
 * @param recipientKey base64 of at least 32 bytes; hashes addresses in the send log. A new key means that what was sent
 *     under the old one is no longer recognised
 * @param batchWithin less than Kafka's {@code max.poll.interval.ms}
 */
@Validated
@ConfigurationProperties("waymark.notifications")
public record NotificationSettings(
        @NotBlank @DefaultValue("waymark_notifications") String database,
        @NotBlank String recipientKey,
        @NotNull @DefaultValue("http://localhost:8082") URI ordersUrl,
        @NotNull @DefaultValue("2s") Duration ordersAnswerWithin,
        @NotNull @DefaultValue("4m") Duration batchWithin,
        @NotNull @DefaultValue("2s") Duration lookForRetriesEvery,
        @Valid @DefaultValue Links links,
        @Valid @DefaultValue ShopSettings shop,
        @Valid @DefaultValue Smpp smpp,
        @Valid @DefaultValue Rules rules,
        @Valid @DefaultValue Sending sending) {

    /** What link tokens are put behind. */
    public record Links(
            @NotNull @DefaultValue("http://localhost:8080/t/")
            URI emailBase,

            @NotNull @DefaultValue("http://localhost:8080/t/")
            URI smsBase) {}

    /**
     * The shop whose customers we write to.
     *
     * @param latinName in English messages; the name where it is not set
     * @param replyTo where answers go; the sender where it is not set
     */
    public record ShopSettings(
            @NotBlank @DefaultValue("Лавка") String name,
            @Nullable String latinName,
            @NotNull @DefaultValue("RU") Language language,

            @Email @NotBlank @DefaultValue("orders@shop.example")
            String from,

            @Nullable @Email String replyTo) {

        String nameInLatin() {
            return latinName == null || latinName.isBlank() ? name : latinName;
        }

        String answersTo() {
            return replyTo == null || replyTo.isBlank() ? from : replyTo;
        }
    }

    /** Where text messages go. */
    public record Smpp(
            @NotBlank @DefaultValue("localhost") String host,
            @Min(1) @Max(65535) @DefaultValue("2775") int port,

            @NotBlank @Size(max = 15) @DefaultValue("waymark")
            String systemId,

            @Size(max = 8) @DefaultValue("waymark") String password,
            @NotBlank @Size(max = 11) @DefaultValue("Lavka") String sender,
            @NotNull @DefaultValue("10s") Duration answerWithin) {}

    /** How long each kind is news. */
    public record Rules(
            @NotNull @DefaultValue("24h") Duration placed,
            @NotNull @DefaultValue("24h") Duration accepted,
            @NotNull @DefaultValue("8h") Duration outForDelivery,
            @NotNull @DefaultValue("20:00") LocalTime outForDeliveryUntil,
            @NotNull @DefaultValue("3d") Duration collectable,
            @NotNull @DefaultValue("12h") Duration attemptFailed,
            @NotNull @DefaultValue("12h") Duration delivered) {}

    /** Leases and retries. */
    public record Sending(
            @NotNull @DefaultValue("2m") Duration lease,
            @NotNull @DefaultValue("EMAIL") Set<Channel> resendUnsure,
            @NotNull @DefaultValue("24h") Duration resendUnsureWithin,
            @NotNull @DefaultValue("15m") Duration unknownOrderWithin,
            @NotNull @DefaultValue("5s") Duration firstRetry,
            @NotNull @DefaultValue("15m") Duration longestRetry,
            @Min(1) @DefaultValue("40") int tries) {}
}
