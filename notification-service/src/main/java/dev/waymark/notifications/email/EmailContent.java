package dev.waymark.notifications.email;

import dev.waymark.contract.MessageKind;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.Message.OrderNotification;
import dev.waymark.notifications.sending.Message.RenewedLink;
import dev.waymark.notifications.sending.Message.SignInCode;
import dev.waymark.notifications.sending.TemplateModel;
import dev.waymark.wording.Language;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of an e-mail. Public, because templates reach nothing else. Its plain text and its HTML are both made from this, so that they state the same facts.
 *
 * @param preheader what mailboxes show beside the subject
 * @param headline the one sentence that matters
 * @param rows facts to look up
 * @param why why the reader gets this e-mail
 */
public record EmailContent(
        Language language,
        Severity severity,
        String shop,
        String subject,
        String preheader,
        String headline,
        List<String> paragraphs,
        @Nullable Button button,
        List<TemplateModel.Row> rows,
        String why) {

    /** The sign and its colour in the template; the text states it too. */
    public enum Severity {
        PROGRESS,
        /** The reader can or must do something. */
        ACTION,
        DONE;

        private static Severity of(Message message) {
            return switch (message) {
                case OrderNotification notification -> of(notification.trigger().kind());
                case SignInCode _, RenewedLink _ -> PROGRESS;
            };
        }

        private static Severity of(MessageKind kind) {
            return switch (kind) {
                case PLACED, ACCEPTED, OUT_FOR_DELIVERY -> PROGRESS;
                case READY_FOR_PICKUP, ATTEMPT_FAILED -> ACTION;
                case DELIVERED -> DONE;
            };
        }
    }

    public record Button(String label, String link) {}

    static EmailContent of(Message message, TemplateModel model) {
        var lead = model.get("lead");
        return new EmailContent(
                model.language(),
                Severity.of(message),
                model.shop(),
                model.get("subject"),
                model.find("preheader").orElse(lead),
                model.get("headline"),
                Stream.concat(model.windowBefore().stream(), Stream.of(lead)).toList(),
                model.link().map(link -> new Button(model.get("button"), link)).orElse(null),
                model.rows(),
                model.get("why"));
    }

    /** The e-mail as plain text, complete in itself. */
    String plain() {
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

    /** Without its content, which is personal. */
    @Override
    public String toString() {
        return "EmailContent[" + language + "]";
    }
}
