package dev.waymark.gateway.pages.support;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A message, or the decision against one, in a list; {@code machine} is the time for {@code <time datetime>}. */
public record SentMessageLine(Instant at, String what, String when, String machine) {

    /** What the owner got. */
    public static List<SentMessageLine> of(List<SentMessage> messages, LocalizedContext context) {
        return messages.stream()
                .filter(message -> message.outcome().isSent())
                .map(message -> of(message, context))
                .toList();
    }

    static SentMessageLine of(SentMessage message, LocalizedContext context) {
        var at = message.sentAt() == null ? message.decidedAt() : message.sentAt();
        return new SentMessageLine(at, subject(message, context.messages()), context.listed(at), context.machine(at));
    }

    private static String subject(SentMessage message, MessageBundle messages) {
        var what = messages.find("message." + message.kind(), Map.of()).orElseGet(() -> messages.get("message.other"));
        return message.channel() == null ? what : name(message.channel(), messages) + ", " + what;
    }

    /** In the reader's words; the brand's name for those that have none. */
    static String name(Channel channel, MessageBundle messages) {
        return messages.find("desk.channel." + channel, Map.of())
                .orElseGet(() ->
                        channel.name().charAt(0) + channel.name().substring(1).toLowerCase(Locale.ROOT));
    }
}
