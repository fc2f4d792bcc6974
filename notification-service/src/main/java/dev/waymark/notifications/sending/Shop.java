package dev.waymark.notifications.sending;

import dev.waymark.wording.Language;
import java.net.URI;
import java.util.Map;

/**
 * The shop that messages come from.
 *
 * @param name as customers know it
 * @param names by a language's code, where it is not {@code name}: a Cyrillic name would make one English text message
 *     two
 * @param language for customers whose language has no messages
 * @param emailLinks the link token of an e-mail is appended to it
 * @param smsLinks the same, short, for text messages
 */
public record Shop(String name, Map<String, String> names, Language language, URI emailLinks, URI smsLinks) {

    String name(Language reader) {
        return names.getOrDefault(reader.code(), name);
    }

    String emailLink(String token) {
        return emailLinks + token;
    }

    /** Without {@code https://}: phones recognise it, and it costs eight characters of seventy. */
    String smsLink(String token) {
        var link = smsLinks + token;
        return link.startsWith("https://") ? link.substring("https://".length()) : link;
    }
}
