package dev.waymark.notifications.texts;

import dev.waymark.notifications.domain.MessageKind;
import dev.waymark.notifications.domain.SmsText;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.Message.OrderNotification;
import dev.waymark.notifications.sending.Message.RenewedLink;
import dev.waymark.notifications.sending.Message.SignInCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What each message says. */
public final class MessageTexts {

    private final Shop shop;
    private final Map<Language, Phrases> phrases = new EnumMap<>(Language.class);

    public MessageTexts(Shop shop) {
        this.shop = shop;
        for (var language : Language.values()) {
            phrases.put(language, new Phrases(language));
        }
    }

    public Letter letter(Message message) {
        return switch (message) {
            case OrderNotification notification -> notificationLetter(notification);
            case SignInCode code -> codeLetter(code);
            case RenewedLink link -> linkLetter(link);
        };
    }

    public SmsText sms(Message message) {
        return new SmsText(
                switch (message) {
                    case OrderNotification notification ->
                        say(notification)
                                .say(
                                        notification.trigger().kind().id() + ".sms",
                                        facts(notification).forPhrases());
                    case SignInCode code -> say(code).say("code.sms", codeFacts(code));
                    case RenewedLink link -> say(link).say("link.sms", linkFacts(link));
                });
    }

    private Letter notificationLetter(OrderNotification notification) {
        var words = say(notification);
        var facts = facts(notification);
        var arguments = facts.forPhrases();
        var kind = notification.trigger().kind();
        var paragraphs = new ArrayList<String>();
        if (kind != MessageKind.DELIVERED) {
            facts.windowBefore()
                    .ifPresent(before -> paragraphs.add(words.say("window-before", Map.of("window", before))));
        }
        paragraphs.add(words.say(kind.id() + ".lead", arguments));
        return new Letter(
                language(notification),
                tone(kind),
                shop.name(language(notification)),
                words.say(kind.id() + ".subject", arguments),
                paragraphs.get(paragraphs.size() - 1),
                words.say(kind.id() + ".headline", arguments),
                paragraphs,
                new Letter.Button(words.say("button"), facts.link()),
                facts.rows(),
                words.say("why", arguments));
    }

    private Letter codeLetter(SignInCode code) {
        var words = say(code);
        var arguments = codeFacts(code);
        return new Letter(
                language(code),
                Letter.Tone.GO,
                shop.name(language(code)),
                words.say("code.subject", arguments),
                words.say("code.preheader", arguments),
                words.say("code.headline", arguments),
                List.of(words.say("code.lead", arguments)),
                null,
                List.of(),
                words.say("code.why", arguments));
    }

    private Letter linkLetter(RenewedLink link) {
        var words = say(link);
        var arguments = linkFacts(link);
        var lead = words.say("link.lead", arguments);
        return new Letter(
                language(link),
                Letter.Tone.GO,
                shop.name(language(link)),
                words.say("link.subject", arguments),
                lead,
                words.say("link.headline", arguments),
                List.of(lead),
                new Letter.Button(
                        words.say("button"), shop.emailLink(link.contact().linkToken())),
                List.of(),
                words.say("link.why", arguments));
    }

    private Map<String, Object> linkFacts(RenewedLink link) {
        var contact = link.contact();
        var lastDay = LocalDate.ofInstant(link.until(), contact.zone());
        var dates = Dates.of(language(link));
        return Map.of(
                "number", contact.orderNumber().value(),
                "lastDay", dates.day(lastDay),
                "smsLastDay", dates.smsDay(lastDay),
                "smsLink", shop.smsLink(contact.smsLinkToken()),
                "shop", shop.name(language(link)));
    }

    private Map<String, Object> codeFacts(SignInCode code) {
        return Map.of("code", code.code(), "minutes", code.valid().toMinutes(), "shop", shop.name(language(code)));
    }

    private NewsFacts facts(OrderNotification notification) {
        return new NewsFacts(notification, shop, language(notification), say(notification));
    }

    private Phrases say(Message message) {
        var words = phrases.get(language(message));
        if (words == null) {
            throw new IllegalStateException("No phrases for " + message.language());
        }
        return words;
    }

    private Language language(Message message) {
        return Language.of(message.language()).orElse(shop.language());
    }

    private static Letter.Tone tone(MessageKind kind) {
        return switch (kind) {
            case PLACED, ACCEPTED, OUT_FOR_DELIVERY -> Letter.Tone.GO;
            case READY_FOR_PICKUP, ATTEMPT_FAILED -> Letter.Tone.ASK;
            case DELIVERED -> Letter.Tone.DONE;
        };
    }
}
