package dev.waymark.notifications.domain;

import dev.waymark.contract.Channel;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.view.ContactAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long after its trigger each kind of message may be sent, and by which channels.
 *
 * @param outForDeliveryUntil the hour of the evening, at the place of delivery, after which this kind is not sent
 * @param collectable for READY_FOR_PICKUP where the courier names no last day
 */
public record NotificationPolicy(
        Duration placed,
        Duration accepted,
        Duration outForDelivery,
        LocalTime outForDeliveryUntil,
        Duration collectable,
        Duration attemptFailed,
        Duration delivered,
        Duration correction) {

    /** Drivers who load after the evening hour still deliver: their message may be sent this long all the same. */
    private static final Duration LATE_ROUND = Duration.ofHours(2);

    /** The latest {@link #expiresAt} of any time zone. */
    public Instant latestExpiry(NotificationTrigger trigger) {
        return lastDay(trigger)
                .map(lastDay -> lastDay.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElseGet(() -> trigger.occurredAt().plus(validity(trigger.kind())));
    }

    /** The last moment at which a message about {@code trigger} may be sent to its place of delivery. */
    public Instant expiresAt(NotificationTrigger trigger, ZoneId zone) {
        var latest = latestExpiry(trigger);
        if (trigger.kind() == MessageKind.OUT_FOR_DELIVERY) {
            return Collections.min(List.of(latest, evening(trigger.occurredAt(), zone)));
        }
        return lastDay(trigger)
                .map(lastDay -> lastDay.plusDays(1).atStartOfDay(zone).toInstant())
                .orElse(latest);
    }

    private Duration validity(MessageKind kind) {
        return switch (kind) {
            case PLACED -> placed;
            case ACCEPTED -> accepted;
            case OUT_FOR_DELIVERY -> outForDelivery;
            case READY_FOR_PICKUP -> collectable;
            case ATTEMPT_FAILED -> attemptFailed;
            case DELIVERED -> delivered;
            case CORRECTION -> correction;
        };
    }

    /** On which a shipment that is ready for pickup can be collected, where the courier names it. */
    private static Optional<LocalDate> lastDay(NotificationTrigger trigger) {
        return Optional.ofNullable(trigger.storageDeadline())
                .filter(_ -> trigger.kind() == MessageKind.READY_FOR_PICKUP);
    }

    /**
     * The channels of {@code kind}, whether this customer can be reached by them or not. What costs money takes over where all else
     * is undeliverable.
     */
    List<Channel> channels(MessageKind kind, ContactAnswer contact, Set<Channel> enabled, Set<Channel> undeliverable) {
        var all = Stream.of(Channel.values()).filter(enabled::contains).toList();
        var unmetered = all.stream().filter(channel -> !channel.isMetered()).toList();
        var chosen = unmetered.stream()
                .filter(channel ->
                        contact.hasConsent(channel) && contact.address(channel).isPresent())
                .toList();
        var isReached = chosen.stream().anyMatch(channel -> !undeliverable.contains(channel));
        return switch (kind) {
            case ACCEPTED -> isReached || chosen.isEmpty() ? unmetered : all;
            case PLACED, OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> all;
            // Those that told the wrong thing: the send log knows which.
            case CORRECTION -> all;
            // Nobody waits for this one: it costs money only for those who have no other channel.
            case DELIVERED -> isReached ? unmetered : all;
        };
    }

    private Instant evening(Instant occurredAt, ZoneId zone) {
        var evening = occurredAt.atZone(zone).with(outForDeliveryUntil).toInstant();
        return Collections.max(List.of(evening, occurredAt.plus(LATE_ROUND)));
    }
}
