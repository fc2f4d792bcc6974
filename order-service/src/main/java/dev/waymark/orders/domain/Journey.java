package dev.waymark.orders.domain;

import static dev.waymark.contract.tracking.Finality.FINAL;
import static dev.waymark.contract.tracking.Finality.OPEN;
import static dev.waymark.contract.tracking.Finality.SOFT;

import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk over all that is known of a parcel, in the order it happened, to learn where the parcel stands. */
public final class Journey {

    private final List<Step> steps = new ArrayList<>();
    private final Map<Milestone, Integer> entries = new EnumMap<>(Milestone.class);
    private @Nullable Step shown;
    private Finality finality = OPEN;
    private boolean seen;
    private boolean returning;

    private Journey() {}

    /** The journey of {@code sightings}, which are sorted. */
    static Journey of(List<Sighting> sightings) {
        var journey = new Journey();
        var retracted = retracted(sightings);
        sightings.stream().filter(sighting -> sighting.retracts() == null).forEach(sighting -> {
            if (retracted.contains(sighting.id())) {
                journey.leaveOut(sighting);
            } else {
                journey.walk(sighting);
            }
        });
        return journey;
    }

    /** A retraction holds whether it came before or after what it withdraws. */
    private static Set<CheckpointId> retracted(List<Sighting> sightings) {
        var ids = new HashSet<CheckpointId>();
        for (var sighting : sightings) {
            var retracts = sighting.retracts();
            if (retracts != null) {
                ids.add(retracts);
            }
        }
        return ids;
    }

    /** Everything that happened and news of it, oldest first; the withdrawn ones are marked. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Where the parcel stands; empty as long as nobody told us anything we can read. */
    public Optional<Standing> standing() {
        var step = shown;
        var subStatus = step == null ? null : step.subStatus();
        if (step == null || subStatus == null) {
            return Optional.empty();
        }
        // Of what holds, not of what was withdrawn: a correction makes nothing happen a second time.
        var visit = entries.getOrDefault(subStatus.milestone(), 1);
        return Optional.of(new Standing(step.sighting(), subStatus, step.direction(), visit, finality != OPEN));
    }

    private void leaveOut(Sighting sighting) {
        steps.add(new Step(sighting, sighting.status(), sighting.direction(), true));
    }

    private void walk(Sighting sighting) {
        var told = sighting.status();
        if (told == null) {
            steps.add(new Step(sighting, null, sighting.direction(), false));
            return;
        }
        returning |= sighting.direction() == Direction.RETURN
                || told.milestone() == Milestone.RETURNING
                || told.milestone() == Milestone.RETURNED;
        var step = new Step(
                sighting,
                returning ? onTheWayBack(told) : told,
                returning ? Direction.RETURN : sighting.direction(),
                false);
        steps.add(step);
        if (admits(step.told())) {
            show(step);
        }
        seen |= told.isPhysical();
    }

    private void show(Step step) {
        var next = step.told();
        if (shown == null || shown.told().milestone() != next.milestone()) {
            entries.merge(next.milestone(), 1, Integer::sum);
        }
        shown = step;
        // A parcel cancelled after somebody had it in hands comes back: that is no end yet.
        finality = next == SubStatus.CANCELLED && seen ? OPEN : next.finality();
    }

    /** Whether {@code next}, which is later than all before it, is where the parcel stands now. */
    private boolean admits(SubStatus next) {
        if (next == SubStatus.UNMAPPED || (seen && next.milestone() == Milestone.PRE_TRANSIT)) {
            return false;
        }
        if (shown == null || finality == OPEN) {
            return true;
        }
        if (finality == SOFT) {
            return next.milestone() != Milestone.UNKNOWN && next.milestone() != Milestone.PRE_TRANSIT;
        }
        return reopens(shown.told().milestone(), next);
    }

    /** The documented list of what may follow an end: all else is kept in the timeline and moves nothing. */
    private static boolean reopens(Milestone end, SubStatus next) {
        if (next.milestone() == end) {
            return next.finality() == FINAL;
        }
        return switch (end) {
            case DELIVERED -> next.milestone() == Milestone.RETURNING || next.milestone() == Milestone.RETURNED;
            case CANCELLED -> next.isPhysical();
            case EXCEPTION, RETURNED -> false;
            case UNKNOWN,
                    PRE_TRANSIT,
                    IN_TRANSIT,
                    CUSTOMS,
                    OUT_FOR_DELIVERY,
                    READY_FOR_PICKUP,
                    ATTEMPT_FAILED,
                    RETURNING -> true;
        };
    }

    /** On the way back the courier's words are the same and mean something else. */
    private static SubStatus onTheWayBack(SubStatus told) {
        return switch (told.milestone()) {
            case IN_TRANSIT, CUSTOMS, OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> SubStatus.RETURN_MOVING;
            case EXCEPTION -> told.finality() == OPEN ? SubStatus.RETURN_MOVING : told;
            case DELIVERED -> SubStatus.RETURNED_TO_SENDER;
            case UNKNOWN, PRE_TRANSIT, RETURNING, RETURNED, CANCELLED -> told;
        };
    }

    /**
     * One thing that happened.
     *
     * @param subStatus what it means at this point of the journey; absent for news
     * @param retracted whether the courier took it back
     */
    public record Step(Sighting sighting, @Nullable SubStatus subStatus, Direction direction, boolean retracted) {

        private SubStatus told() {
            if (subStatus == null) {
                throw new IllegalStateException("checkpoint " + sighting.id() + ": no status (expected: one)");
            }
            return subStatus;
        }
    }
}
