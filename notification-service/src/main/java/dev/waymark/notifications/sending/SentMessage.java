package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message, or the decision not to send one, as support sees it.
 *
 * @param channel absent when the decision was not about one channel
 * @param recipient masked
 */
public record SentMessage(
        String id,
        String kind,
        @Nullable Channel channel,
        @Nullable String shipment,
        Instant decidedAt,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String recipient,
        @Nullable Instant sentAt,
        @Nullable Integer segments) {

    public enum Outcome {
        SENT,
        FAILED,
        UNCERTAIN,
        NOT_SENT
    }
}
