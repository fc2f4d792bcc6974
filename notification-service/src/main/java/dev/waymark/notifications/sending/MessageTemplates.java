package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.Message.OrderNotification;
import dev.waymark.notifications.sending.Message.RenewedLink;
import dev.waymark.notifications.sending.Message.SignInCode;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates of all messages, in the recipient's language; each channel renders what fits it. */
public final class MessageTemplates {

    private final MessageSettings settings;

    public MessageTemplates(MessageSettings settings) {
        this.settings = settings;
    }

    /** With the link of {@code channel}. */
    public TemplateModel model(Message message, Channel channel) {
        var language = Language.of(message.language()).orElse(settings.shop().language());
        var messages = MessageBundle.of("notification-service", language);
        var shop = settings.shop().name(language);
        return switch (message) {
            case OrderNotification notification ->
                notification(notification, messages, shop, settings.link(channel, notification.contact()));
            case RenewedLink renewed -> link(renewed, messages, shop, settings.link(channel, renewed.contact()));
            case SignInCode code ->
                new TemplateModel(
                        "code",
                        messages,
                        shop,
                        Map.of("code", code.code(), "minutes", code.valid().toMinutes(), "shop", shop),
                        Optional.empty(),
                        List.of(),
                        Optional.empty());
        };
    }

    private static TemplateModel notification(
            OrderNotification notification, MessageBundle messages, String shop, String link) {
        var order = new OrderTemplateArguments(notification, messages);
        var arguments = order.arguments();
        arguments.put("shop", shop);
        arguments.put("link", link);
        return new TemplateModel(
                notification.trigger().kind().id(),
                messages,
                shop,
                arguments,
                order.windowBefore(),
                order.rows(arguments),
                Optional.of(link));
    }

    private static TemplateModel link(RenewedLink renewed, MessageBundle messages, String shop, String link) {
        var contact = renewed.contact();
        // As of that day itself, so that no year is named.
        var context = new LocalizedContext(messages, contact.zone(), false, renewed.until());
        return new TemplateModel(
                "link",
                messages,
                shop,
                Map.of(
                        "number", contact.orderNumber().value(),
                        "lastDay", context.day(context.today()),
                        "smsLastDay", context.shortDay(context.today()),
                        "link", link,
                        "shop", shop),
                Optional.empty(),
                List.of(),
                Optional.of(link));
    }
}
