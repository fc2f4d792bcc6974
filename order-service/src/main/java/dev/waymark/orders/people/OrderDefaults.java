package dev.waymark.orders.people;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What holds for orders that do not state it.
 *
 * @param region ISO 3166-1 code of the country whose phone numbers may be written without the country's code
 * @param language BCP 47
 * @param timeZone IANA
 */
@Validated
@ConfigurationProperties("waymark.orders")
public record OrderDefaults(
        @DefaultValue("RU") @NotBlank String region,
        @DefaultValue("ru") @NotBlank String language,
        @DefaultValue("Europe/Moscow") @NotBlank String timeZone) {}
