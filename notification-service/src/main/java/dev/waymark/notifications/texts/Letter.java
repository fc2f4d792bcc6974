package dev.waymark.notifications.texts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail says, before it is set as text or as HTML: both say the same because both are made from this.
 *
 * @param preheader what mailboxes show beside the subject
 * @param headline the one sentence that matters
 * @param rows facts to look up
 * @param why why the reader gets this mail
 */
public record Letter(
        Language language,
        Tone tone,
        String shop,
        String subject,
        String preheader,
        String headline,
        List<String> paragraphs,
        @Nullable Button button,
        List<Row> rows,
        String why) {

    public Letter {
        paragraphs = List.copyOf(paragraphs);
        rows = List.copyOf(rows);
    }

    /** The colour of the sign; the words say it too. */
    public enum Tone {
        /** Moving. */
        GO,
        /** The reader can or must do something. */
        ASK,
        /** Over, and well. */
        DONE
    }

    public record Button(String label, String link) {}

    public record Row(String label, String value) {}

    /** The letter as plain text, complete in itself. */
    public String plain() {
        var text = new StringBuilder(headline).append("\n\n");
        if (!paragraphs.isEmpty()) {
            text.append(String.join("\n", paragraphs)).append("\n\n");
        }
        if (button != null) {
            text.append(button.label()).append(": ").append(button.link()).append('\n');
        }
        rows.forEach(
                row -> text.append(row.label()).append(": ").append(row.value()).append('\n'));
        if (button != null || !rows.isEmpty()) {
            text.append('\n');
        }
        return text.append(why).append('\n').append(shop).append('\n').toString();
    }

    /** Without what it says: that is personal. */
    @Override
    public String toString() {
        return "Letter[" + language + "]";
    }
}
