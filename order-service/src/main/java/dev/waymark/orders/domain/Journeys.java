package dev.waymark.orders.domain;

import static java.util.stream.Collectors.toSet;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The journeys under one number, oldest first. Couriers use numbers again: a shipment is courier, number and journey, and
 * an order sees its own. A function of the checkpoints alone, so that any order of arrival gives the same journeys.
 */
record Journeys(List<Shipment> all) {

    /** EasyPost takes a code that it has not seen for three months as another shipment's. (EasyPost API, Trackers) */
    private static final Duration REUSE = Duration.ofDays(90);

    /** No post uses a number again within twelve months. (UPU S10) */
    private static final Duration POSTAL_REUSE = Duration.ofDays(365);

    private static final Pattern S10 = Pattern.compile("[A-Z]{2}[0-9]{9}[A-Z]{2}");

    /** What has ended by then before an order was placed was none of it; within it, shops enter orders belatedly. */
    private static final Duration BELATED_ORDER = Duration.ofDays(30);

    static Journeys of(Shipment all) {
        var checkpoints = all.checkpoints();
        var reuse = reuse(all.key().trackingNumber());
        if (checkpoints.isEmpty() || !span(checkpoints).minus(reuse).isPositive()) {
            return new Journeys(List.of(all));
        }
        var starts = starts(checkpoints, reuse);
        if (starts.isEmpty()) {
            return new Journeys(List.of(all));
        }
        starts.addFirst(0);
        var journeys = new ArrayList<Shipment>();
        for (var i = 0; i < starts.size(); i++) {
            var end = i + 1 < starts.size() ? starts.get(i + 1) : checkpoints.size();
            journeys.add(part(
                    all,
                    members(checkpoints, starts.get(i), end),
                    i == 0 ? Instant.MIN : checkpoints.get(starts.get(i)).effectiveAt(),
                    end == checkpoints.size()
                            ? Instant.MAX
                            : checkpoints.get(end).effectiveAt()));
        }
        return new Journeys(journeys);
    }

    Shipment newest() {
        return all.getLast();
    }

    /** That of an order: the first that had not ended long before it was placed; one without checkpoints, before it begins. */
    Shipment of(Instant placedAt) {
        return all.stream()
                .filter(journey -> !isOver(journey, placedAt))
                .findFirst()
                .orElseGet(() -> Shipment.empty(newest().key()));
    }

    private static boolean isOver(Shipment journey, Instant placedAt) {
        if (journey.checkpoints().isEmpty()) {
            return false;
        }
        var last = journey.lastScanAt()
                .orElseGet(() -> journey.checkpoints().getLast().effectiveAt());
        return last.plus(BELATED_ORDER).isBefore(placedAt)
                && (last.plus(reuse(journey.key().trackingNumber())).isBefore(placedAt)
                        || journey.status().filter(ShipmentStatus::finished).isPresent());
    }

    private static Duration reuse(TrackingNumber number) {
        return S10.matcher(number.value()).matches() ? POSTAL_REUSE : REUSE;
    }

    private static Duration span(List<KnownCheckpoint> checkpoints) {
        return Duration.between(
                checkpoints.getFirst().effectiveAt(), checkpoints.getLast().effectiveAt());
    }

    private static List<Integer> starts(List<KnownCheckpoint> checkpoints, Duration reuse) {
        var retracted = checkpoints.stream()
                .map(KnownCheckpoint::retracts)
                .filter(Objects::nonNull)
                .collect(toSet());
        var starts = new ArrayList<Integer>();
        var begin = 0;
        Optional<Instant> last = Optional.empty();
        for (var i = 0; i < checkpoints.size(); i++) {
            var known = checkpoints.get(i);
            if (retracted.contains(known.id()) || !isScan(known)) {
                continue;
            }
            var at = known.effectiveAt();
            if (last.filter(before -> before.plus(reuse).isBefore(at)).isPresent()
                    && begins(known, held(checkpoints.subList(begin, i), retracted))) {
                starts.add(i);
                begin = i;
            }
            last = Optional.of(at);
        }
        return starts;
    }

    private static StatusTimeline held(List<KnownCheckpoint> checkpoints, Set<CheckpointId> retracted) {
        return StatusTimeline.of(checkpoints.stream()
                .filter(known -> !retracted.contains(known.id()))
                .toList());
    }

    /** Whether {@code known}, long after the last of {@code before}, is the first of another journey. */
    private static boolean begins(KnownCheckpoint known, StatusTimeline before) {
        var status = known.status();
        var isFirstScan = status == SubStatus.LABEL_CREATED || status == SubStatus.ACCEPTED;
        return known.direction() == Direction.FORWARD
                && status != null
                && !status.isReturn()
                && (before.status().filter(ShipmentStatus::finished).isPresent()
                        || (isFirstScan
                                && before.steps().stream()
                                        .map(TimelineStep::subStatus)
                                        .anyMatch(earlier -> earlier != null && earlier.isPhysical())));
    }

    /** Whether it says that the shipment is moved, or is about to be. */
    private static boolean isScan(KnownCheckpoint known) {
        var status = known.status();
        return status != null
                && !Chronology.isImpossible(known)
                && (status.isPhysical() || status == SubStatus.LABEL_CREATED || status == SubStatus.CANCELLED);
    }

    /** What is between them; a retraction goes where that is which it retracts. */
    private static List<KnownCheckpoint> members(List<KnownCheckpoint> all, int begin, int end) {
        var between = all.subList(begin, end).stream().map(KnownCheckpoint::id).collect(toSet());
        var known = all.stream().map(KnownCheckpoint::id).collect(toSet());
        return all.stream()
                .filter(checkpoint -> between.contains(
                        known.contains(checkpoint.retracts())
                                ? Objects.requireNonNull(checkpoint.retracts())
                                : checkpoint.id()))
                .toList();
    }

    private static Shipment part(Shipment all, List<KnownCheckpoint> checkpoints, Instant begin, Instant end) {
        var proof = all.proof();
        return new Shipment(
                all.key(),
                checkpoints,
                all.etas().only(known -> isWithin(known.order(), begin, end)),
                proof != null && isWithin(proof.provenance().order(), begin, end) ? proof : null);
    }

    private static boolean isWithin(Instant at, Instant begin, Instant end) {
        return !at.isBefore(begin) && at.isBefore(end);
    }
}
