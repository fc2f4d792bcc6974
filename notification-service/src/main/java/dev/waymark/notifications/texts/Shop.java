package dev.waymark.notifications.texts;

import java.net.URI;

/**
 * Who writes.
 *
 * @param name as customers know it
 * @param latinName in English messages; a Cyrillic name there would make one text message two
 * @param language for customers whose language we do not write
 * @param emailLinks what an e-mail's link token is put behind
 * @param smsLinks the short form of it, for text messages
 */
public record Shop(String name, String latinName, Language language, URI emailLinks, URI smsLinks) {

    String name(Language wanted) {
        return switch (wanted) {
            case RU -> name;
            case EN -> latinName;
        };
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
