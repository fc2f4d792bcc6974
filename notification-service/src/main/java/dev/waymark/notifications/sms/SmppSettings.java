package dev.waymark.notifications.sms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The SMS provider.
 *
 * @param sender what the phone shows: up to 11 Latin letters and digits, or a number
 * @param timeout of one submit
 */
@Validated
@ConfigurationProperties("waymark.notifications.smpp")
public record SmppSettings(
        @NotBlank @DefaultValue("localhost") String host,
        @Min(1) @Max(65535) @DefaultValue("2775") int port,

        @NotBlank @Size(max = 15) @DefaultValue("waymark") String systemId,

        @Size(max = 8) @DefaultValue("waymark") String password,
        @NotBlank @Size(max = 11) @DefaultValue("Lavka") String sender,
        @NotNull @DefaultValue("10s") Duration timeout) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SmppSettings[" + host + ":" + port + "]";
    }
}
