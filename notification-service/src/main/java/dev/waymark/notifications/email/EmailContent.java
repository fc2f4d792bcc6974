package dev.waymark.notifications.email;

import static java.util.stream.Collectors.joining;

import dev.waymark.contract.MessageKind;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.Severity;
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
 * @param severity the sign and its colour in the template; the text states it too
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

    public record Button(String label, String link) {}

    static EmailContent of(Message message, TemplateModel model) {
        var lead = model.get("lead");
        return new EmailContent(
                model.language(),
                severity(message),
                model.shop(),
                model.get("subject"),
                model.find("preheader").orElse(lead),
                model.get("headline"),
                Stream.concat(model.windowBefore().stream(), Stream.of(lead)).toList(),
                model.link().map(link -> new Button(model.get("button"), link)).orElse(null),
                model.rows(),
                model.get("why"));
    }

    private static Severity severity(Message message) {
        return switch (message) {
            case OrderNotification notification ->
                severity(notification.trigger().kind());
            case SignInCode _, RenewedLink _ -> Severity.GO;
        };
    }

    /** Most kinds are named after a status, and have its severity. */
    private static Severity severity(MessageKind kind) {
        return kind == MessageKind.CORRECTION
                ? Severity.BAD
                : CustomerStatus.valueOf(kind.name()).severity();
    }

    /** The e-mail as plain text, complete in itself. */
    String plain() {
        var facts = Stream.concat(
                        Stream.ofNullable(button).map(link -> link.label() + ": " + link.link()),
                        rows.stream().map(row -> row.label() + ": " + row.value()))
                .collect(joining("\n"));
        return Stream.of(headline, String.join("\n", paragraphs), facts, why + "\n" + shop + "\n")
                .filter(section -> !section.isEmpty())
                .collect(joining("\n\n"));
    }

    /** Without its content, which is personal. */
    @Override
    public String toString() {
        return "EmailContent[" + language + "]";
    }
}
