package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.wording.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What messages say of the shop that they come from.
 *
 * @param links by a channel's name; the link token is appended. A channel that is not named here has the link of e-mail
 */
@Validated
@ConfigurationProperties("waymark.notifications")
public record MessageSettings(@Valid @DefaultValue Shop shop, Map<String, URI> links) {

    /**
     * The shop.
     *
     * @param name as customers know it
     * @param names by a language's code, where it is not {@code name}: a Cyrillic name would make one English text message
     *     two
     * @param language for customers whose language has no messages
     */
    public record Shop(
            @NotBlank @DefaultValue("Лавка") String name,
            @NotNull @DefaultValue Map<String, String> names,
            @NotNull @DefaultValue("ru") Language language) {

        String name(Language reader) {
            return names.getOrDefault(reader.code(), name);
        }
    }

    /** What a message by {@code channel} links to. */
    String link(Channel channel, ContactAnswer contact) {
        var name = channel.name().toLowerCase(Locale.ROOT);
        return Objects.requireNonNullElse(links.get(name), links.get("email")) + contact.linkToken(channel);
    }
}
