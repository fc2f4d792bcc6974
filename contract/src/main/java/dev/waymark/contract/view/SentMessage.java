package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision about a message to the customer, and its outcome.
 *
 * @param kind such as {@code out_for_delivery}
 * @param channel absent when the decision was not about one channel
 * @param shipment {@code courier:trackingNumber}; absent when the message is about the whole order
 * @param reason why it was not sent, such as {@code STALE_EVENT}
 * @param recipient masked
 * @param segments of a text message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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

    /** How it ended, so far as it has. */
    public enum Outcome {
        /** The provider has it. */
        SENT,
        /** The provider says that the customer's device has it. */
        DELIVERED,
        FAILED,
        UNCERTAIN,
        NOT_SENT;

        public boolean isSent() {
            return this == SENT || this == DELIVERED;
        }
    }
}
