package dev.waymark.notifications.domain;

import dev.waymark.contract.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How long each kind is news, and where it is told.
 *
 * @param outForDeliveryUntil the hour of the evening, at the place of delivery, after which nobody is told any more
 * @param collectable how long "you can collect it" is news where the courier names no last day
 */
public record NotificationRules(
        Duration placed,
        Duration accepted,
        Duration outForDelivery,
        LocalTime outForDeliveryUntil,
        Duration collectable,
        Duration attemptFailed,
        Duration delivered) {

    /** Drivers who load after the evening hour are still on their way: that news lives this long all the same. */
    private static final Duration LATE_ROUND = Duration.ofHours(2);

    public static final NotificationRules DEFAULT = new NotificationRules(
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ofHours(8),
            LocalTime.of(20, 0),
            Duration.ofDays(3),
            Duration.ofHours(12),
            Duration.ofHours(12));

    /** The last moment at which {@code occasion} can be news wherever it is; {@link #newsUntil(Occasion, ZoneId)} may be earlier. */
    Instant newsUntilAtMost(Occasion occasion) {
        var occurredAt = occasion.occurredAt();
        return switch (occasion.kind()) {
            case PLACED -> occurredAt.plus(placed);
            case ACCEPTED -> occurredAt.plus(accepted);
            case OUT_FOR_DELIVERY -> occurredAt.plus(outForDelivery);
            case READY_FOR_PICKUP -> {
                var lastDay = occasion.storageDeadline();
                yield lastDay == null
                        ? occurredAt.plus(collectable)
                        : lastDay.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            case ATTEMPT_FAILED -> occurredAt.plus(attemptFailed);
            case DELIVERED -> occurredAt.plus(delivered);
        };
    }

    /** The last moment at which {@code occasion} is news at its place of delivery. */
    Instant newsUntil(Occasion occasion, ZoneId zone) {
        var atMost = newsUntilAtMost(occasion);
        return switch (occasion.kind()) {
            case OUT_FOR_DELIVERY -> earlier(atMost, evening(occasion.occurredAt(), zone));
            case READY_FOR_PICKUP -> {
                var lastDay = occasion.storageDeadline();
                yield lastDay == null
                        ? atMost
                        : lastDay.plusDays(1).atStartOfDay(zone).toInstant();
            }
            case PLACED, ACCEPTED, ATTEMPT_FAILED, DELIVERED -> atMost;
        };
    }

    /** Where a customer who left both addresses and chose both channels is told of {@code kind}. */
    List<Channel> channels(MessageKind kind, Contact contact) {
        return switch (kind) {
            case ACCEPTED -> List.of(Channel.EMAIL);
            case PLACED, OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> List.of(Channel.EMAIL, Channel.SMS);
            // Nobody waits for this one: a text message only for those who have nothing else.
            case DELIVERED ->
                contact.wants(Channel.EMAIL) && contact.address(Channel.EMAIL).isPresent()
                        ? List.of(Channel.EMAIL)
                        : List.of(Channel.EMAIL, Channel.SMS);
        };
    }

    private Instant evening(Instant occurredAt, ZoneId zone) {
        var evening = occurredAt
                .atZone(zone)
                .toLocalDate()
                .atTime(outForDeliveryUntil)
                .atZone(zone)
                .toInstant();
        var lateRound = occurredAt.plus(LATE_ROUND);
        return evening.isAfter(lateRound) ? evening : lateRound;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
