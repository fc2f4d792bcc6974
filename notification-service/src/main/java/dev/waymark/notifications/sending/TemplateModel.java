package dev.waymark.notifications.sending;

import dev.waymark.wording.Language;
import dev.waymark.wording.MessageBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the templates of one message are filled with.
 *
 * @param template which message of the bundle: a kind of notification, {@code code} or {@code link}
 * @param windowBefore what was expected before, where the courier has changed its mind
 * @param rows facts to look up, where there is room for them
 * @param link opens the order's page
 */
public record TemplateModel(
        String template,
        MessageBundle messages,
        String shop,
        Map<String, Object> arguments,
        Optional<String> windowBefore,
        List<Row> rows,
        Optional<String> link) {

    public record Row(String label, String value) {}

    /** A part of the message, such as {@code headline} or {@code sms}; empty where this message has none of its own. */
    public Optional<String> find(String part) {
        return messages.find(template + "." + part, arguments);
    }

    /** The message's own part, else the one that all messages have in common. */
    public String get(String part) {
        return find(part).orElseGet(() -> messages.get(part, arguments));
    }

    public Language language() {
        return messages.language();
    }
}
