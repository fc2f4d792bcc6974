package dev.waymark.notifications.domain;

import dev.waymark.contract.Channel;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.OrderView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is notified of a trigger, or why nobody is. In two steps, because the first needs no contact and stops most
 * updates: {@link #suppressionReason} depends on the trigger alone, {@link #decide} also on the order's current state.
 */
public sealed interface NotificationDecision {

    /**
     * A message by each channel that has a recipient.
     *
     * @param recipients channel to address
     * @param suppressed channels that this kind also uses, and why not this time
     */
    record Send(
            NotificationTrigger trigger, Map<Channel, String> recipients, Map<Channel, SuppressionReason> suppressed)
            implements NotificationDecision {

        public Send {
            recipients = Map.copyOf(recipients);
            suppressed = Map.copyOf(suppressed);
        }

        /** Without the addresses. */
        @Override
        public String toString() {
            return "Send[" + trigger.kind() + " by " + recipients.keySet() + "]";
        }
    }

    record DoNotSend(SuppressionReason reason) implements NotificationDecision {}

    /** Why {@code trigger} is not sent to any customer; empty when that depends on the customer and the order. */
    static Optional<SuppressionReason> suppressionReason(
            NotificationTrigger trigger, NotificationPolicy policy, Instant now) {
        var origin = trigger.reached() == null
                ? ChangeOrigin.LIVE
                : trigger.reached().origin();
        if (origin == ChangeOrigin.BACKFILL && trigger.kind() == MessageKind.DELIVERED) {
            return Optional.of(SuppressionReason.BACKFILL);
        }
        if (origin == ChangeOrigin.CORRECTION) {
            return Optional.of(SuppressionReason.CORRECTED);
        }
        return now.isAfter(policy.latestExpiry(trigger))
                ? Optional.of(SuppressionReason.STALE_EVENT)
                : Optional.empty();
    }

    /**
     * For a trigger that {@link #suppressionReason} lets pass.
     *
     * @param undeliverable channels on which the customer's address takes no messages: another takes over
     */
    static NotificationDecision decide(
            NotificationTrigger trigger,
            ContactAnswer contact,
            NotificationPolicy policy,
            Set<Channel> enabled,
            Set<Channel> undeliverable,
            Instant now) {
        if (now.isAfter(policy.expiresAt(trigger, contact.zone()))) {
            return new DoNotSend(SuppressionReason.STALE_EVENT);
        }
        return isSuperseded(trigger, contact.order())
                ? new DoNotSend(SuppressionReason.SUPERSEDED)
                : recipients(trigger, contact, policy, enabled, undeliverable);
    }

    private static NotificationDecision recipients(
            NotificationTrigger trigger,
            ContactAnswer contact,
            NotificationPolicy policy,
            Set<Channel> enabled,
            Set<Channel> undeliverable) {
        var recipients = new LinkedHashMap<Channel, String>();
        var suppressed = new EnumMap<Channel, SuppressionReason>(Channel.class);
        for (var channel : policy.channels(trigger.kind(), contact, enabled, undeliverable)) {
            var address = contact.address(channel);
            if (address.isEmpty()) {
                suppressed.put(channel, SuppressionReason.NO_CONTACT);
            } else if (!contact.hasConsent(channel)) {
                suppressed.put(channel, SuppressionReason.NO_CONSENT);
            } else if (undeliverable.contains(channel)) {
                suppressed.put(channel, SuppressionReason.UNDELIVERABLE);
            } else {
                recipients.put(channel, address.orElseThrow());
            }
        }
        return new Send(trigger, recipients, suppressed);
    }

    private static boolean isSuperseded(NotificationTrigger trigger, OrderView order) {
        var reached = trigger.reached();
        if (trigger.kind() == MessageKind.CORRECTION) {
            return order.shipment(trigger.shipment())
                    .map(shipment -> shipment.milestone() == Milestone.DELIVERED)
                    .orElse(true);
        }
        if (reached == null) {
            // It is how a customer finds the order at all, also one that arrived while no message could be sent.
            return false;
        }
        return order.shipment(reached.shipment())
                .map(shipment -> shipment.milestone() != reached.milestone()
                        || (shipment.occurrence() != null && shipment.occurrence() != reached.occurrence()))
                .orElse(true);
    }
}
