package dev.waymark.gateway.pages;

import dev.waymark.wording.Language;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The shop whose pages these are.
 *
 * @param names by a language's code, where it is not {@code name}: in another script, say
 * @param help where a customer's question goes: a {@code mailto:} or {@code https:} address; absent: no such link
 * @param language for those who state none
 * @param timeZone where a time of day needs no zone's name beside it
 */
@ConfigurationProperties("waymark.gateway.shop")
public record ShopSettings(
        @DefaultValue("Лавка") String name,
        @DefaultValue Map<String, String> names,
        @Nullable String help,
        @DefaultValue("ru") Language language,
        @DefaultValue("Europe/Moscow") ZoneId timeZone) {

    public String name(Language language) {
        return names.getOrDefault(language.code(), name);
    }
}
