package dev.waymark.notifications;

import dev.waymark.notifications.domain.NotificationPolicy;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of this service that are not of one package; the defaults of {@code rules} are in its YAML file.
 *
 * @param recipientKey base64 of at least 32 bytes; hashes addresses in the send log. With a new key,
 *     messages sent under the old one are no longer recognised
 * @param retryInterval between looks into the queue for what is due again
 */
@Validated
@ConfigurationProperties("waymark.notifications")
public record NotificationSettings(
        @NotBlank @DefaultValue("waymark_notifications") String database,
        @NotBlank String recipientKey,
        @NotNull NotificationPolicy rules,
        @NotNull @DefaultValue("2s") Duration retryInterval) {}
