package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.sending.Attempt;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.Outgoing;
import dev.waymark.notifications.sending.SendState;
import dev.waymark.notifications.sending.SentMessage;
import dev.waymark.notifications.sending.SentMessage.Outcome;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A message or a decision as a document, and back. */
final class NotificationDocument {

    private NotificationDocument() {}

    static Document of(Attempt attempt, Outgoing outgoing) {
        var occasion = outgoing.occasion();
        var order = outgoing.order();
        var document = new Document(Fields.ID, attempt.key().value())
                .append(Fields.KIND, outgoing.kind())
                .append(Fields.CHANNEL, attempt.channel().name())
                .append(Fields.RECIPIENT, outgoing.masked())
                .append(Fields.RECIPIENT_HASH, outgoing.hash())
                .append(Fields.STATE, attempt.state().name())
                .append(Fields.DECIDED_AT, Date.from(attempt.claimedAt()))
                .append(Fields.LEASE_UNTIL, Date.from(attempt.leaseUntil()))
                .append(Fields.UNSURE_CALLS, attempt.unsureCalls())
                .append(Fields.VERSION, attempt.version());
        if (occasion != null) {
            return about(occasion, document);
        }
        return order == null ? document : document.append(Fields.ORDER, order.value());
    }

    static Document decision(
            String id, Occasion occasion, @Nullable Channel channel, SendState state, String reason, Instant now) {
        var document = about(occasion, new Document(Fields.ID, id))
                .append(Fields.STATE, state.name())
                .append(Fields.REASON, reason)
                .append(Fields.DECIDED_AT, Date.from(now))
                .append(Fields.VERSION, 1L);
        return channel == null ? document : document.append(Fields.CHANNEL, channel.name());
    }

    static Bson change(Attempt attempt) {
        return combine(
                set(Fields.STATE, attempt.state().name()),
                set(Fields.LEASE_UNTIL, Date.from(attempt.leaseUntil())),
                set(Fields.UNSURE_CALLS, attempt.unsureCalls()),
                set(Fields.VERSION, attempt.version()));
    }

    static Attempt attempt(Document document) {
        return new Attempt(
                new MessageKey(document.getString(Fields.ID)),
                Channel.valueOf(document.getString(Fields.CHANNEL)),
                state(document),
                document.getDate(Fields.LEASE_UNTIL).toInstant(),
                decidedAt(document),
                document.getInteger(Fields.UNSURE_CALLS),
                document.getLong(Fields.VERSION));
    }

    static SentMessage message(Document document) {
        var channel = document.getString(Fields.CHANNEL);
        var sentAt = document.getDate(Fields.SENT_AT);
        return new SentMessage(
                document.getString(Fields.ID),
                document.getString(Fields.KIND),
                channel == null ? null : Channel.valueOf(channel),
                document.getString(Fields.SHIPMENT),
                decidedAt(document),
                outcome(document),
                reason(document),
                document.getString(Fields.RECIPIENT),
                sentAt == null ? null : sentAt.toInstant(),
                // A mail is one, always: to say so tells nobody anything.
                Channel.SMS.name().equals(channel) ? document.getInteger(Fields.SEGMENTS) : null);
    }

    static SendState state(Document document) {
        return SendState.valueOf(document.getString(Fields.STATE));
    }

    private static Document about(Occasion occasion, Document document) {
        document.append(Fields.ORDER, occasion.orderId().value())
                .append(Fields.OCCASION, occasion.id())
                .append(Fields.KIND, occasion.kind().id());
        return occasion.shipment() == null
                ? document
                : document.append(Fields.SHIPMENT, occasion.shipment().toString());
    }

    private static Instant decidedAt(Document document) {
        return document.getDate(Fields.DECIDED_AT).toInstant();
    }

    private static Outcome outcome(Document document) {
        return switch (state(document)) {
            case SENT -> Outcome.SENT;
            case FAILED -> Outcome.FAILED;
            case UNCERTAIN -> Outcome.UNCERTAIN;
            case CLAIMED, CALLING, RETRY, NOT_SENT -> Outcome.NOT_SENT;
        };
    }

    /** What is under way is not sent yet, and says so. */
    private static @Nullable String reason(Document document) {
        return switch (state(document)) {
            case CLAIMED, CALLING -> "IN_PROGRESS";
            case RETRY -> "RETRYING";
            case FAILED, UNCERTAIN, NOT_SENT -> document.getString(Fields.REASON);
            case SENT -> null;
        };
    }
}
