package dev.waymark.gateway.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.order.ShopOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision about a message to the customer, and what came of it.
 *
 * @param kind what it says, such as {@code out_for_delivery}
 * @param shipment {@code courier:trackingNumber} of the parcel it is about
 * @param reason why it was not sent, such as {@code STALE_EVENT}
 * @param recipient masked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SentMessage(
        String id,
        String kind,
        ShopOrder.@Nullable Channel channel,
        @Nullable String shipment,
        Instant decidedAt,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String recipient,
        @Nullable Instant sentAt,
        @Nullable Integer segments) {

    /** How it ended. */
    public enum Outcome {
        SENT,
        FAILED,
        UNCERTAIN,
        NOT_SENT
    }
}
