package dev.waymark.orders.domain;

import static dev.waymark.contract.tracking.Finality.FINAL;
import static dev.waymark.contract.tracking.Finality.OPEN;
import static dev.waymark.contract.tracking.Finality.SOFT;
import static java.util.stream.Collectors.toSet;

import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over all checkpoints of a shipment in the order in which they occurred, which gives its current status. */
public final class StatusTimeline {

    /** Scans of the same round reach the courier's system in any order: only what is later than this speaks against a delivery. */
    private static final Duration ROUND_OF_SCANS = Duration.ofHours(1);

    private final List<TimelineStep> steps = new ArrayList<>();
    private final Map<Milestone, Integer> occurrences = new EnumMap<>(Milestone.class);
    private @Nullable KnownCheckpoint currentCheckpoint;
    private @Nullable SubStatus current;
    private Direction direction = Direction.FORWARD;
    private Finality finality = OPEN;
    private boolean hasPhysicalScan;
    private boolean returning;
    private @Nullable KnownCheckpoint contradictedDelivery;

    private StatusTimeline() {}

    /** To an order that is sent in their shipment. */
    public static StatusTimeline of(List<KnownCheckpoint> checkpoints) {
        return of(checkpoints, Direction.FORWARD);
    }

    /**
     * The timeline of {@code checkpoints}, which are in chronological order.
     *
     * @param purpose on the way back all of it is one: "delivered" is to the sender
     */
    static StatusTimeline of(List<KnownCheckpoint> checkpoints, Direction purpose) {
        var timeline = new StatusTimeline();
        timeline.returning = purpose == Direction.RETURN;
        // A retraction holds whether it occurred before or after what it retracts.
        var retracted = checkpoints.stream()
                .map(KnownCheckpoint::retracts)
                .filter(Objects::nonNull)
                .collect(toSet());
        for (var known : checkpoints) {
            if (known.retracts() == null) {
                timeline.append(known, retracted.contains(known.id()));
            }
        }
        return timeline;
    }

    /** All statuses and information, oldest first; the retracted ones are marked. */
    public List<TimelineStep> steps() {
        return List.copyOf(steps);
    }

    /** The current status; empty as long as no readable status is known. */
    public Optional<ShipmentStatus> status() {
        if (currentCheckpoint == null || current == null) {
            return Optional.empty();
        }
        var occurrence = occurrences.getOrDefault(current.milestone(), 1);
        return Optional.of(new ShipmentStatus(currentCheckpoint, current, direction, occurrence, finality != OPEN));
    }

    /** The delivery that the courier reported and that did not happen, by its own word or by later scans; empty where none stands so. */
    public Optional<KnownCheckpoint> contradictedDelivery() {
        return Optional.ofNullable(contradictedDelivery);
    }

    private void append(KnownCheckpoint known, boolean retracted) {
        var reported = known.status();
        if (reported == null || retracted || Chronology.isImpossible(known)) {
            steps.add(new TimelineStep(known, reported, known.direction(), retracted));
            if (retracted && reported != null && reported.milestone() == Milestone.DELIVERED && !returning) {
                contradict(known);
            }
            return;
        }
        returning |= known.direction() == Direction.RETURN || reported.isReturn();
        var meaning = returning ? reported.onTheWayBack() : reported;
        var step = new TimelineStep(known, meaning, returning ? Direction.RETURN : known.direction(), false);
        steps.add(step);
        if (canFollowCurrent(known, meaning)) {
            makeCurrent(step, meaning);
        }
        hasPhysicalScan |= reported.isPhysical();
    }

    /** What was reported once and withdrawn counts: should it happen after all, that is news. */
    private void contradict(KnownCheckpoint delivery) {
        if (current == null || current.milestone() != Milestone.DELIVERED) {
            occurrences.merge(Milestone.DELIVERED, 1, Integer::sum);
            contradictedDelivery = delivery;
        }
    }

    private void makeCurrent(TimelineStep step, SubStatus next) {
        if (current == null || current.milestone() != next.milestone()) {
            occurrences.merge(next.milestone(), 1, Integer::sum);
        }
        if (current != null && current.milestone() == Milestone.DELIVERED && next.milestone() != Milestone.DELIVERED) {
            contradictedDelivery = currentCheckpoint;
        }
        if (next.finality() == FINAL || next.isReturn()) {
            contradictedDelivery = null;
        }
        currentCheckpoint = step.knownCheckpoint();
        current = next;
        direction = step.direction();
        // A shipment cancelled after a physical scan is returned: it is not finished yet.
        finality = next == SubStatus.CANCELLED && hasPhysicalScan ? OPEN : next.finality();
    }

    /** Whether {@code next}, which occurred after all before it, is the status now. */
    private boolean canFollowCurrent(KnownCheckpoint known, SubStatus next) {
        if (next == SubStatus.UNMAPPED || (hasPhysicalScan && next.milestone() == Milestone.PRE_TRANSIT)) {
            return false;
        }
        if (current == null || currentCheckpoint == null || finality == OPEN) {
            return true;
        }
        if (finality == SOFT) {
            return next.milestone() != Milestone.UNKNOWN && next.milestone() != Milestone.PRE_TRANSIT;
        }
        return canFollowFinal(current, next, Duration.between(currentCheckpoint.effectiveAt(), known.effectiveAt()));
    }

    /** The documented list of what may follow a final status: all else is kept in the timeline and changes nothing. */
    private static boolean canFollowFinal(SubStatus end, SubStatus next, Duration later) {
        if (next.milestone() == end.milestone()) {
            return next.finality() == FINAL;
        }
        return switch (end.milestone()) {
            case DELIVERED -> next.isReturn() || (isUndelivered(next) && later.compareTo(ROUND_OF_SCANS) > 0);
            case CANCELLED -> next.isPhysical();
            // Whoever holds it in hands knows better than who wrote it off.
            case EXCEPTION -> next.milestone() == Milestone.DELIVERED;
            default -> false;
        };
    }

    /** Whether a scan is only ever made of what has not been delivered; what moves in general may be a late record. */
    private static boolean isUndelivered(SubStatus next) {
        return switch (next.milestone()) {
            case IN_TRANSIT -> next != SubStatus.MOVING && next != SubStatus.ACCEPTED;
            case OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> true;
            default -> false;
        };
    }
}
