package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageRecord;
import dev.waymark.notifications.sending.Recipient;
import dev.waymark.notifications.sending.SendAttempt;
import dev.waymark.notifications.sending.SendState;
import dev.waymark.notifications.sending.SentParts;
import java.time.Instant;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Maps messages and decisions to documents and back. */
final class NotificationDocument {

    /** The name of {@link SendState#IN_FLIGHT} in documents of earlier versions. */
    private static final String FORMER_IN_FLIGHT = "CALLING";

    private NotificationDocument() {}

    static Document of(SendAttempt attempt, MessageRecord record) {
        var document = new Document(Fields.ID, attempt.key().value())
                .append(Fields.KIND, record.kind())
                .append(Fields.CHANNEL, attempt.channel().name())
                .append(Fields.RECIPIENT, record.recipient().masked())
                .append(Fields.RECIPIENT_HASH, record.recipient().hash())
                .append(Fields.STATE, attempt.state().name())
                .append(Fields.DECIDED_AT, attempt.claimedAt())
                .append(Fields.LEASE_UNTIL, attempt.leaseUntil())
                .append(Fields.UNKNOWN_RESULTS, attempt.unknownResults())
                .append(Fields.VERSION, attempt.version())
                .append(Fields.CLAIM, attempt.version());
        if (record.trigger() != null) {
            return about(record.trigger(), document);
        }
        return record.order() == null
                ? document
                : document.append(Fields.ORDER, record.order().value());
    }

    static Document decision(
            NotificationTrigger trigger,
            @Nullable Channel channel,
            @Nullable Recipient recipient,
            SendState state,
            String reason,
            Instant now) {
        var channelName = channel == null ? "" : channel.name();
        var id = Digests.of("decision", trigger.id(), channelName);
        var document = about(trigger, new Document(Fields.ID, id))
                .append(Fields.STATE, state.name())
                .append(Fields.REASON, reason)
                .append(Fields.DECIDED_AT, now)
                .append(Fields.VERSION, 1L);
        if (recipient != null) {
            document.append(Fields.RECIPIENT, recipient.masked()).append(Fields.RECIPIENT_HASH, recipient.hash());
        }
        return channel == null ? document : document.append(Fields.CHANNEL, channelName);
    }

    /** Its version grows with every change. */
    static Bson change(SendAttempt attempt) {
        var change = combine(
                set(Fields.STATE, attempt.state().name()),
                set(Fields.LEASE_UNTIL, attempt.leaseUntil()),
                set(Fields.UNKNOWN_RESULTS, attempt.unknownResults()));
        return attempt.state() == SendState.CLAIMED ? combine(change, set(Fields.CLAIM, attempt.version())) : change;
    }

    static SendAttempt attempt(Document document) {
        return new SendAttempt(
                new MessageKey(document.getString(Fields.ID)),
                Channel.valueOf(document.getString(Fields.CHANNEL)),
                state(document),
                document.getDate(Fields.LEASE_UNTIL).toInstant(),
                decidedAt(document),
                document.getInteger(Fields.UNKNOWN_RESULTS),
                parts(document),
                document.getLong(Fields.VERSION));
    }

    static Document parts(SentParts parts) {
        var taken = parts.ids().entrySet().stream()
                .map(part -> new Document(Fields.NUMBER, part.getKey()).append(Fields.PROVIDER_ID, part.getValue()))
                .toList();
        return new Document(Fields.TEXT, parts.text())
                .append(Fields.TOTAL, parts.total())
                .append(Fields.TAKEN, taken);
    }

    static SentParts parts(Document document) {
        var parts = document.get(Fields.PARTS, Document.class);
        if (parts == null) {
            return SentParts.NONE;
        }
        var ids = new TreeMap<Integer, String>();
        parts.getList(Fields.TAKEN, Document.class)
                .forEach(part -> ids.put(part.getInteger(Fields.NUMBER), part.getString(Fields.PROVIDER_ID)));
        return new SentParts(parts.getString(Fields.TEXT), parts.getInteger(Fields.TOTAL), ids);
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
                state(document).outcome(),
                state(document).reason(document.getString(Fields.REASON)),
                document.getString(Fields.RECIPIENT),
                sentAt == null ? null : sentAt.toInstant(),
                // Of interest only where each costs money.
                channel != null && Channel.valueOf(channel).isMetered() ? document.getInteger(Fields.SEGMENTS) : null);
    }

    static SendState state(Document document) {
        var state = document.getString(Fields.STATE);
        return FORMER_IN_FLIGHT.equals(state) ? SendState.IN_FLIGHT : SendState.valueOf(state);
    }

    static Recipient recipient(Document document) {
        return new Recipient(document.getString(Fields.RECIPIENT), document.getString(Fields.RECIPIENT_HASH));
    }

    static boolean isOn(Channel channel, Document document) {
        return channel.name().equals(document.getString(Fields.CHANNEL));
    }

    private static Document about(NotificationTrigger trigger, Document document) {
        document.append(Fields.ORDER, trigger.orderId().value())
                .append(Fields.TRIGGER, trigger.id())
                .append(Fields.KIND, trigger.kind().id());
        return trigger.shipment() == null
                ? document
                : document.append(Fields.SHIPMENT, trigger.shipment().toString());
    }

    private static Instant decidedAt(Document document) {
        return document.getDate(Fields.DECIDED_AT).toInstant();
    }
}
