package dev.waymark.notifications.telegram;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The shop's bot.
 *
 * @param token as BotFather issued it
 * @param timeout of one call
 */
@Validated
@ConditionalOnProperty("waymark.notifications.telegram.token")
@ConfigurationProperties("waymark.notifications.telegram")
record TelegramSettings(
        @NotBlank String token,
        @NotNull @DefaultValue("https://api.telegram.org") URI baseUrl,
        @NotNull @DefaultValue("10s") Duration timeout) {

    /** Without the token. */
    @Override
    public String toString() {
        return "TelegramSettings[" + baseUrl + "]";
    }
}
