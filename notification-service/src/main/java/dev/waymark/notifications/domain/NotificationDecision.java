package dev.waymark.notifications.domain;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to tell whom about one update, or why nothing. In two steps, because the first needs no contact and stops most
 * updates: {@link #worthTelling} asks whether it is news at all, {@link #decide} whom to tell.
 */
public sealed interface NotificationDecision {

    <T> T match(Function<Send, T> send, Function<DoNotSend, T> doNotSend);

    /**
     * Somebody is told.
     *
     * @param to channel to address
     * @param leftOut channels that this kind also goes to, and why not this time
     */
    record Send(Occasion occasion, Map<Channel, String> to, Map<Channel, Reason> leftOut)
            implements NotificationDecision {

        public Send {
            to = Map.copyOf(to);
            leftOut = Map.copyOf(leftOut);
        }

        @Override
        public <T> T match(Function<Send, T> send, Function<DoNotSend, T> doNotSend) {
            return send.apply(this);
        }

        /** Without the addresses. */
        @Override
        public String toString() {
            return "Send[" + occasion.kind() + " by " + to.keySet() + "]";
        }
    }

    /** Nobody is told. */
    record DoNotSend(Reason reason) implements NotificationDecision {
        @Override
        public <T> T match(Function<Send, T> send, Function<DoNotSend, T> doNotSend) {
            return doNotSend.apply(this);
        }
    }

    /** What {@code update} would be a message about; empty when it is none at all. */
    static Optional<Occasion> occasion(OrderUpdate update) {
        return update.match(
                confirmed -> Optional.of(Occasion.of(confirmed)),
                attached -> Optional.empty(),
                Occasion::of,
                timeline -> Optional.empty());
    }

    /** The reason why {@code occasion} is no news whoever the customer is; empty when the customer has to be asked for. */
    static Optional<Reason> worthTelling(Occasion occasion, NotificationRules rules, Instant now) {
        if (occasion.origin() == ChangeOrigin.BACKFILL && isFinal(occasion.kind())) {
            return Optional.of(Reason.BACKFILL);
        }
        if (occasion.origin() == ChangeOrigin.CORRECTION) {
            return Optional.of(Reason.CORRECTED);
        }
        return now.isAfter(rules.newsUntilAtMost(occasion)) ? Optional.of(Reason.STALE_EVENT) : Optional.empty();
    }

    /** Whom to tell, knowing how the order stands now. */
    static NotificationDecision decide(Occasion occasion, Contact contact, NotificationRules rules, Instant now) {
        return worthTelling(occasion, rules, now)
                .or(() -> now.isAfter(rules.newsUntil(occasion, contact.zone()))
                        ? Optional.of(Reason.STALE_EVENT)
                        : Optional.empty())
                .or(() -> isSuperseded(occasion, contact.order()) ? Optional.of(Reason.SUPERSEDED) : Optional.empty())
                .<NotificationDecision>map(DoNotSend::new)
                .orElseGet(() -> recipients(occasion, contact, rules));
    }

    private static NotificationDecision recipients(Occasion occasion, Contact contact, NotificationRules rules) {
        var to = new LinkedHashMap<Channel, String>();
        var leftOut = new EnumMap<Channel, Reason>(Channel.class);
        for (var channel : rules.channels(occasion.kind(), contact)) {
            var address = contact.address(channel);
            if (address.isEmpty()) {
                leftOut.put(channel, Reason.NO_CONTACT);
            } else if (!contact.wants(channel)) {
                leftOut.put(channel, Reason.NO_CONSENT);
            } else {
                to.put(channel, address.orElseThrow());
            }
        }
        return new Send(occasion, to, leftOut);
    }

    private static boolean isSuperseded(Occasion occasion, Contact.Order order) {
        if (occasion.shipment() == null) {
            // Confirming an order whose every parcel has arrived only puzzles.
            return !order.shipments().isEmpty() && order.shipments().stream().allMatch(Contact.Parcel::finished);
        }
        return order.parcel(occasion.shipment())
                .map(parcel -> parcel.milestone() != occasion.milestone()
                        || (parcel.visit() != null && parcel.visit() != occasion.visit()))
                .orElse(true);
    }

    private static boolean isFinal(MessageKind kind) {
        return kind == MessageKind.DELIVERED;
    }
}
