package dev.waymark.notifications.telegram;

import dev.waymark.notifications.sending.TemplateModel;
import dev.waymark.wording.MessageBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of {@code telegram/messages*.properties}. */
final class TelegramTexts {

    /** In UTF-16 units. (Bot API, sendMessage: "1-4096 characters after entities parsing") */
    static final int MAX_LENGTH = 4096;

    private TelegramTexts() {}

    static String text(TemplateModel model) {
        var sentence = MessageBundle.of("telegram", model.language()).get(model.template(), model.arguments());
        var rows = model.rows().stream().map(row -> row.label() + ": " + row.value());
        return Stream.of(Stream.of(sentence), rows, model.link().stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** The text in parts of at most {@link #MAX_LENGTH}, cut between lines where a line fits into a part. */
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var rest = text;
        while (rest.length() > MAX_LENGTH) {
            var lineEnd = rest.lastIndexOf('\n', MAX_LENGTH);
            var end = lineEnd > 0 ? lineEnd : characterBoundary(rest);
            parts.add(rest.substring(0, end));
            rest = rest.substring(lineEnd > 0 ? end + 1 : end);
        }
        parts.add(rest);
        return parts;
    }

    private static int characterBoundary(String text) {
        return Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }
}
