package dev.waymark.gateway.pages;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The shop whose pages these are.
 *
 * @param help where a customer's question goes: a {@code mailto:} or {@code https:} address; absent: no such link
 * @param language of whoever told us nothing of theirs
 * @param timeZone where a time of day needs no zone's name beside it
 */
@ConfigurationProperties("waymark.gateway.shop")
public record ShopSettings(
        @DefaultValue("Лавка") String nameRu,
        @DefaultValue("Lavka") String nameEn,
        @Nullable String help,
        @DefaultValue("RU") Language language,
        @DefaultValue("Europe/Moscow") ZoneId timeZone) {

    String name(Language reader) {
        return reader == Language.RU ? nameRu : nameEn;
    }
}
