package dev.waymark.contract.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.waymark.contract.Channel;
import dev.waymark.contract.Envelope;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import java.time.Instant;
import java.util.List;

/**
 * Something that somebody did, on the topic {@code audit}. It names people by keyed hashes and orders by id; in clear it holds
 * the address of the client, and the name of a shop's API key.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AuditEvent.SignedIn.class, name = "signed-in"),
    @JsonSubTypes.Type(value = AuditEvent.SignedOut.class, name = "signed-out"),
    @JsonSubTypes.Type(value = AuditEvent.SignInRejected.class, name = "sign-in-rejected"),
    @JsonSubTypes.Type(value = AuditEvent.SessionsEnded.class, name = "sessions-ended"),
    @JsonSubTypes.Type(value = AuditEvent.SecondFactorReset.class, name = "second-factor-reset"),
    @JsonSubTypes.Type(value = AuditEvent.OrdersSearched.class, name = "orders-searched"),
    @JsonSubTypes.Type(value = AuditEvent.OrderViewed.class, name = "order-viewed"),
    @JsonSubTypes.Type(value = AuditEvent.OrderChanged.class, name = "order-changed"),
    @JsonSubTypes.Type(value = AuditEvent.LinksRevoked.class, name = "links-revoked"),
    @JsonSubTypes.Type(value = AuditEvent.WebhooksReplayed.class, name = "webhooks-replayed"),
    @JsonSubTypes.Type(value = AuditEvent.WebhookViewed.class, name = "webhook-viewed"),
    @JsonSubTypes.Type(value = AuditEvent.AuditViewed.class, name = "audit-viewed"),
    @JsonSubTypes.Type(value = AuditEvent.MessagesRedriven.class, name = "messages-redriven"),
    @JsonSubTypes.Type(value = AuditEvent.SuppressionLifted.class, name = "suppression-lifted"),
    @JsonSubTypes.Type(value = AuditEvent.DeadLetterViewed.class, name = "dead-letter-viewed"),
    @JsonSubTypes.Type(value = AuditEvent.DeadLettersRedriven.class, name = "dead-letters-redriven")
})
public sealed interface AuditEvent {

    String TYPE = "dev.waymark.audit-event.v1";

    EventId id();

    Instant occurredAt();

    Actor actor();

    /** Those that it is about. */
    @JsonIgnore
    default List<OrderId> orders() {
        return List.of();
    }

    /** What else it is about; empty where that is all. */
    @JsonIgnore
    default String subject() {
        return "";
    }

    @JsonIgnore
    default Kind kind() {
        return switch (this) {
            case SignedIn _ -> Kind.SIGNED_IN;
            case SignedOut _ -> Kind.SIGNED_OUT;
            case SignInRejected _ -> Kind.SIGN_IN_REJECTED;
            case SessionsEnded _ -> Kind.SESSIONS_ENDED;
            case SecondFactorReset _ -> Kind.SECOND_FACTOR_RESET;
            case OrdersSearched _ -> Kind.ORDERS_SEARCHED;
            case OrderViewed _ -> Kind.ORDER_VIEWED;
            case OrderChanged _ -> Kind.ORDER_CHANGED;
            case LinksRevoked _ -> Kind.LINKS_REVOKED;
            case WebhooksReplayed _ -> Kind.WEBHOOKS_REPLAYED;
            case WebhookViewed _ -> Kind.WEBHOOK_VIEWED;
            case AuditViewed _ -> Kind.AUDIT_VIEWED;
            case MessagesRedriven _ -> Kind.MESSAGES_REDRIVEN;
            case SuppressionLifted _ -> Kind.SUPPRESSION_LIFTED;
            case DeadLetterViewed _ -> Kind.DEAD_LETTER_VIEWED;
            case DeadLettersRedriven _ -> Kind.DEAD_LETTERS_REDRIVEN;
        };
    }

    @JsonIgnore
    default Envelope envelope() {
        return new Envelope(id(), "/audit", TYPE, occurredAt(), actor().ref());
    }

    /** What was done. */
    enum Kind {
        SIGNED_IN,
        SIGNED_OUT,
        SIGN_IN_REJECTED,
        SESSIONS_ENDED,
        SECOND_FACTOR_RESET,
        ORDERS_SEARCHED,
        ORDER_VIEWED,
        ORDER_CHANGED,
        LINKS_REVOKED,
        WEBHOOKS_REPLAYED,
        WEBHOOK_VIEWED,
        AUDIT_VIEWED,
        MESSAGES_REDRIVEN,
        SUPPRESSION_LIFTED,
        DEAD_LETTER_VIEWED,
        DEAD_LETTERS_REDRIVEN
    }

    /**
     * Who did it, and from where.
     *
     * @param ref a keyed hash of the contact that proved itself; of a shop the name of its API key
     * @param address of the client
     */
    record Actor(Role role, String ref, String address) {

        /** As whom. */
        public enum Role {
            /** Nobody so far: the contact is claimed, and not proved, or nobody's who may sign in so. */
            VISITOR,
            CUSTOMER,
            SUPPORT,
            ADMINISTRATOR,
            SHOP;

            /** Whether they act for the shop, and not for themselves. */
            public boolean isOfTheShop() {
                return this != VISITOR && this != CUSTOMER;
            }
        }
    }

    /** Staff twice: with the code as customers, and with the second factor as themselves. */
    record SignedIn(EventId id, Instant occurredAt, Actor actor) implements AuditEvent {}

    record SignedOut(EventId id, Instant occurredAt, Actor actor) implements AuditEvent {}

    /** A wrong code of either step, or the right one too late; or a provider vouched for somebody who is not of the staff. */
    record SignInRejected(EventId id, Instant occurredAt, Actor actor) implements AuditEvent {}

    /**
     * One or all sessions of a person were ended, from another one or by an administrator.
     *
     * @param person whose, by a keyed hash of the contact
     */
    record SessionsEnded(EventId id, Instant occurredAt, Actor actor, String person) implements AuditEvent {

        @Override
        public String subject() {
            return person;
        }
    }

    /**
     * An administrator took away the second factor of a member of the staff, and ended their sessions.
     *
     * @param person whose, by a keyed hash of the contact
     */
    record SecondFactorReset(EventId id, Instant occurredAt, Actor actor, String person) implements AuditEvent {

        @Override
        public String subject() {
            return person;
        }
    }

    /**
     * The desk looked for something.
     *
     * @param orderIds those that it was shown
     */
    record OrdersSearched(EventId id, Instant occurredAt, Actor actor, List<OrderId> orderIds) implements AuditEvent {

        public OrdersSearched {
            orderIds = List.copyOf(orderIds);
        }

        @Override
        public List<OrderId> orders() {
            return orderIds;
        }
    }

    /** The desk opened an order. */
    record OrderViewed(EventId id, Instant occurredAt, Actor actor, OrderId orderId) implements AuditEvent {

        @Override
        public List<OrderId> orders() {
            return List.of(orderId);
        }
    }

    /** The shop changed an order, or added to it. */
    record OrderChanged(EventId id, Instant occurredAt, Actor actor, OrderId orderId) implements AuditEvent {

        @Override
        public List<OrderId> orders() {
            return List.of(orderId);
        }
    }

    /** The links of an order that were sent so far were revoked. */
    record LinksRevoked(EventId id, Instant occurredAt, Actor actor, OrderId orderId) implements AuditEvent {

        @Override
        public List<OrderId> orders() {
            return List.of(orderId);
        }
    }

    /**
     * Webhooks in quarantine were read again.
     *
     * @param webhooks the id of one, or the courier of all
     */
    record WebhooksReplayed(EventId id, Instant occurredAt, Actor actor, String webhooks) implements AuditEvent {

        @Override
        public String subject() {
            return webhooks;
        }
    }

    /**
     * The desk opened a webhook in quarantine, and with it its payload.
     *
     * @param webhook its id
     */
    record WebhookViewed(EventId id, Instant occurredAt, Actor actor, String webhook) implements AuditEvent {

        @Override
        public String subject() {
            return webhook;
        }
    }

    /** An administrator read the audit. */
    record AuditViewed(EventId id, Instant occurredAt, Actor actor) implements AuditEvent {}

    /**
     * Messages that did not get through were tried again.
     *
     * @param orderIds of one order; empty where they were of all
     * @param messages the id of one; or the reason of all, since when, and how many they were; empty for all of the order
     */
    record MessagesRedriven(EventId id, Instant occurredAt, Actor actor, List<OrderId> orderIds, String messages)
            implements AuditEvent {

        public MessagesRedriven {
            orderIds = List.copyOf(orderIds);
        }

        @Override
        public List<OrderId> orders() {
            return orderIds;
        }

        @Override
        public String subject() {
            return messages;
        }
    }

    /**
     * An administrator opened a dead letter, and with it its payload, masked.
     *
     * @param letter its id
     */
    record DeadLetterViewed(EventId id, Instant occurredAt, Actor actor, String letter) implements AuditEvent {

        @Override
        public String subject() {
            return letter;
        }
    }

    /**
     * Dead letters were written to their topics once more.
     *
     * @param letters the id of one; or the topic of many, their reason where they were selected by it, and how many they were
     */
    record DeadLettersRedriven(EventId id, Instant occurredAt, Actor actor, String letters) implements AuditEvent {

        @Override
        public String subject() {
            return letters;
        }
    }

    /** An address of an order that took no messages may be written to again. */
    record SuppressionLifted(EventId id, Instant occurredAt, Actor actor, OrderId orderId, Channel channel)
            implements AuditEvent {

        @Override
        public List<OrderId> orders() {
            return List.of(orderId);
        }

        @Override
        public String subject() {
            return channel.name();
        }
    }
}
