package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.MessageKind;
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

    private final Shop shop;

    public MessageTemplates(Shop shop) {
        this.shop = shop;
    }

    /** With the link of {@code channel}. */
    public TemplateModel model(Message message, Channel channel) {
        var language = Language.of(message.language()).orElse(shop.language());
        var messages = MessageBundle.of("notification-service", language);
        var shopName = shop.name(language);
        return switch (message) {
            case OrderNotification notification -> notification(notification, channel, messages, shopName);
            case SignInCode code ->
                new TemplateModel(
                        "code",
                        messages,
                        shopName,
                        Map.of("code", code.code(), "minutes", code.valid().toMinutes(), "shop", shopName),
                        Optional.empty(),
                        List.of(),
                        Optional.empty());
            case RenewedLink link -> link(link, channel, messages, shopName);
        };
    }

    private TemplateModel notification(
            OrderNotification notification, Channel channel, MessageBundle messages, String shopName) {
        var kind = notification.trigger().kind();
        var token = notification.contact().linkToken(channel);
        var order = new OrderTemplateArguments(notification, messages);
        var arguments = order.arguments();
        arguments.put("shop", shopName);
        arguments.put("smsLink", shop.smsLink(token));
        return new TemplateModel(
                kind.id(),
                messages,
                shopName,
                arguments,
                kind == MessageKind.DELIVERED ? Optional.empty() : order.windowBefore(),
                order.rows(arguments),
                Optional.of(shop.emailLink(token)));
    }

    private TemplateModel link(RenewedLink link, Channel channel, MessageBundle messages, String shopName) {
        var contact = link.contact();
        var token = contact.linkToken(channel);
        // As of that day itself, so that no year is named.
        var context = new LocalizedContext(messages, contact.zone(), false, link.until());
        return new TemplateModel(
                "link",
                messages,
                shopName,
                Map.of(
                        "number", contact.orderNumber().value(),
                        "lastDay", context.day(context.today()),
                        "smsLastDay", context.shortDay(context.today()),
                        "smsLink", shop.smsLink(token),
                        "shop", shopName),
                Optional.empty(),
                List.of(),
                Optional.of(shop.emailLink(token)));
    }
}
