package dev.waymark.orders.domain;

import static dev.waymark.contract.tracking.Finality.FINAL;
import static dev.waymark.contract.tracking.Finality.OPEN;
import static dev.waymark.contract.tracking.Finality.SOFT;
import static java.util.stream.Collectors.toSet;

import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over all checkpoints of a shipment in the order in which they occurred, which gives its current status. */
public final class StatusTimeline {

    private final List<TimelineStep> steps = new ArrayList<>();
    private final Map<Milestone, Integer> occurrences = new EnumMap<>(Milestone.class);
    private @Nullable KnownCheckpoint currentCheckpoint;
    private @Nullable SubStatus current;
    private Direction direction = Direction.FORWARD;
    private Finality finality = OPEN;
    private boolean hasPhysicalScan;
    private boolean returning;

    private StatusTimeline() {}

    /** The timeline of {@code checkpoints}, which are in chronological order. */
    static StatusTimeline of(List<KnownCheckpoint> checkpoints) {
        var timeline = new StatusTimeline();
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
        // Only checkpoints that hold are counted: after a correction nothing occurs a second time.
        var occurrence = occurrences.getOrDefault(current.milestone(), 1);
        return Optional.of(new ShipmentStatus(currentCheckpoint, current, direction, occurrence, finality != OPEN));
    }

    private void append(KnownCheckpoint known, boolean retracted) {
        var reported = known.status();
        if (reported == null || retracted || Chronology.isImpossible(known)) {
            steps.add(new TimelineStep(known, reported, known.direction(), retracted));
            return;
        }
        returning |= known.direction() == Direction.RETURN || reported.isReturn();
        var meaning = returning ? reported.onTheWayBack() : reported;
        var step = new TimelineStep(known, meaning, returning ? Direction.RETURN : known.direction(), false);
        steps.add(step);
        if (canFollowCurrent(meaning)) {
            makeCurrent(step, meaning);
        }
        hasPhysicalScan |= reported.isPhysical();
    }

    private void makeCurrent(TimelineStep step, SubStatus next) {
        if (current == null || current.milestone() != next.milestone()) {
            occurrences.merge(next.milestone(), 1, Integer::sum);
        }
        currentCheckpoint = step.knownCheckpoint();
        current = next;
        direction = step.direction();
        // A shipment cancelled after a physical scan is returned: it is not finished yet.
        finality = next == SubStatus.CANCELLED && hasPhysicalScan ? OPEN : next.finality();
    }

    /** Whether {@code next}, which occurred after all before it, is the status now. */
    private boolean canFollowCurrent(SubStatus next) {
        if (next == SubStatus.UNMAPPED || (hasPhysicalScan && next.milestone() == Milestone.PRE_TRANSIT)) {
            return false;
        }
        if (current == null || finality == OPEN) {
            return true;
        }
        if (finality == SOFT) {
            return next.milestone() != Milestone.UNKNOWN && next.milestone() != Milestone.PRE_TRANSIT;
        }
        return canFollowFinal(current.milestone(), next);
    }

    /** The documented list of what may follow a final status: all else is kept in the timeline and changes nothing. */
    private static boolean canFollowFinal(Milestone end, SubStatus next) {
        if (next.milestone() == end) {
            return next.finality() == FINAL;
        }
        return (end == Milestone.DELIVERED && next.isReturn()) || (end == Milestone.CANCELLED && next.isPhysical());
    }
}
