package dev.waymark.gateway.pages.support;

import dev.waymark.contract.view.SentMessage;
import dev.waymark.wording.LocalizedContext;
import java.util.List;

/** A message that the owner got; {@code machine} is the time for {@code <time datetime>}. */
public record SentMessageLine(String what, String when, String machine) {

    public static List<SentMessageLine> of(List<SentMessage> messages, LocalizedContext context) {
        return messages.stream()
                .filter(message -> message.outcome() == SentMessage.Outcome.SENT)
                .map(message -> {
                    var at = message.sentAt() == null ? message.decidedAt() : message.sentAt();
                    return new SentMessageLine(
                            SupportOrderPage.subject(message, context.messages()),
                            context.listed(at),
                            context.machine(at));
                })
                .toList();
    }
}
