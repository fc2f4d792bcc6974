package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When checkpoints happened, as far as it can be known: for their order, and for every rule about time. What a courier
 * printed stays beside it, to be shown. Nothing happened after it was known, and a doubt about a zone makes nothing old.
 */
public final class Chronology {

    /** A clock west of Greenwich, printed without its zone, is read as earlier than it was, by this much at most. */
    private static final Duration ZONE_DOUBT = Duration.ofHours(12);

    /** From UTC-12 to UTC+14: no zone explains a scan that is further ahead of its receipt. */
    static final Duration ALL_ZONES = Duration.ofHours(26);

    private static final Duration DAY = Duration.ofDays(1);

    /** By the courier's time, then by the taxonomy's order, then by id. */
    private static final Comparator<KnownCheckpoint> PRINTED = Comparator.comparing(KnownCheckpoint::occurredAt)
            .thenComparing(KnownCheckpoint::status, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(known -> known.id().value());

    private Chronology() {}

    /**
     * The time that rules go by: the receipt, where the courier's time is doubtful and may have been that; the noon of a
     * day without a time. What the courier says with its zone, unless that is after the receipt.
     */
    static Instant effective(KnownCheckpoint known) {
        var at = known.occurredAt();
        var receivedAt = known.firstReceivedAt();
        if (!at.isBefore(receivedAt)) {
            return receivedAt;
        }
        return switch (known.checkpoint().time().zoneQuality()) {
            case EXPLICIT, FROM_LOCATION -> at;
            case SUSPECT, ASSUMED -> at.plus(ZONE_DOUBT).isAfter(receivedAt) ? receivedAt : at;
            case DATE_ONLY -> at.plus(DAY).isAfter(receivedAt) ? receivedAt : at.plus(DAY.dividedBy(2));
        };
    }

    /** Whether it says that it happened so long after its receipt that it says nothing: it is kept, and moves nothing. */
    static boolean isImpossible(KnownCheckpoint known) {
        return known.occurredAt().isAfter(known.firstReceivedAt().plus(ALL_ZONES));
    }

    /** Oldest first; a function of the set, so that every permutation of the same events gives one list. */
    static List<KnownCheckpoint> sorted(Collection<KnownCheckpoint> known) {
        var list = new ArrayList<>(known);
        list.sort(PRINTED);
        if (list.stream().allMatch(Chronology::isPlain)) {
            return list;
        }
        var times = new HashMap<CheckpointId, Instant>();
        boundByReceipt(list, times);
        for (var checkpoint : list) {
            if (isDateOnly(checkpoint)) {
                times.put(checkpoint.id(), withinDay(checkpoint, list, times));
            }
        }
        list.sort(Comparator.comparing((KnownCheckpoint checkpoint) -> time(checkpoint, times))
                .thenComparing(PRINTED));
        return list;
    }

    /** Nearly every checkpoint is: it happened when its courier says. */
    private static boolean isPlain(KnownCheckpoint known) {
        return !isDateOnly(known) && !known.occurredAt().isAfter(known.firstReceivedAt());
    }

    private static boolean isDateOnly(KnownCheckpoint known) {
        return known.checkpoint().time().zoneQuality() == ZoneQuality.DATE_ONLY;
    }

    private static Instant time(KnownCheckpoint known, Map<CheckpointId, Instant> times) {
        return times.getOrDefault(known.id(), known.occurredAt());
    }

    /**
     * None later than its receipt. Where the zones of a courier's clock are in doubt its scans are still in the order of
     * that clock: then none is later than the receipt of one that the clock shows after it.
     *
     * @param list by the couriers' times
     */
    private static void boundByReceipt(List<KnownCheckpoint> list, Map<CheckpointId, Instant> times) {
        var bound = Instant.MAX;
        for (var known : list.reversed()) {
            var ownBound = known.firstReceivedAt();
            var quality = known.checkpoint().time().zoneQuality();
            if (!quality.isCertain() && quality != ZoneQuality.DATE_ONLY && !isImpossible(known)) {
                bound = earlier(bound, ownBound);
                ownBound = bound;
            }
            if (known.occurredAt().isAfter(ownBound)) {
                times.put(known.id(), ownBound);
            }
        }
    }

    /** Right after the last scan of its day, known before it, that it cannot have preceded; else when its day begins. */
    private static Instant withinDay(
            KnownCheckpoint undated, List<KnownCheckpoint> list, Map<CheckpointId, Instant> times) {
        var begin = undated.occurredAt();
        var end = earlier(begin.plus(DAY), undated.firstReceivedAt());
        var last = list.stream()
                .filter(known -> !isDateOnly(known) && stage(known) <= stage(undated))
                .map(known -> time(known, times))
                .filter(at -> !at.isBefore(begin) && at.isBefore(end))
                .max(Comparator.naturalOrder());
        return last.map(at -> at.plusMillis(1)).orElse(earlier(begin, end));
    }

    /** How far into a day of delivery a status usually comes; what is no status comes first. */
    private static int stage(KnownCheckpoint known) {
        var status = known.status();
        return status == null
                ? 0
                : switch (status.milestone()) {
                    case UNKNOWN, PRE_TRANSIT -> 1;
                    case IN_TRANSIT, CUSTOMS, EXCEPTION -> 2;
                    case OUT_FOR_DELIVERY -> 3;
                    case ATTEMPT_FAILED -> 4;
                    case READY_FOR_PICKUP -> 5;
                    case DELIVERED -> 6;
                    case RETURNING, RETURNED, CANCELLED -> 7;
                };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
