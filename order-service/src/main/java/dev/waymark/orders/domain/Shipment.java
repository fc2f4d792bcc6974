package dev.waymark.orders.domain;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parcel as known so far. Arrival order never matters: checkpoints, estimates and proofs are sets, and where the
 * parcel stands is a function of all of them.
 *
 * @param sightings sorted by occurredAt, rank and id, so that every permutation of the same webhooks gives the same bytes
 * @param firstHeardAt absent as long as no courier told us anything
 */
public record Shipment(
        ShipmentKey key,
        List<Sighting> sightings,
        Etas etas,
        @Nullable Proof proof,
        @Nullable Instant firstHeardAt,
        @Nullable Instant lastHeardAt) {

    /** The longest journeys seen have some 150 scans. Past this bound the oldest go. */
    public static final int MAX_SIGHTINGS = 500;

    public Shipment {
        sightings = List.copyOf(sightings);
    }

    /** A parcel of which nothing is known but its name. */
    public static Shipment unheard(ShipmentKey key) {
        return new Shipment(key, List.of(), Etas.NONE, null, null, null);
    }

    public static Folded first(TrackingEvent event) {
        return unheard(event.shipment()).apply(event);
    }

    /** With {@code event} known; changes are empty when it told a customer nothing new. */
    public Folded apply(TrackingEvent event) {
        return applyAll(List.of(event));
    }

    /** With all of {@code events} known: of several statuses learned at once only the last is a change. */
    public Folded applyAll(Collection<TrackingEvent> events) {
        var known = new HashMap<CheckpointId, Sighting>();
        sightings.forEach(sighting -> known.put(sighting.id(), sighting));
        var etas = this.etas;
        var proof = this.proof;
        var first = firstHeardAt;
        var last = lastHeardAt;
        for (var event : events) {
            var told = Told.by(event);
            event.checkpoints().forEach(c -> known.merge(c.id(), Sighting.of(c, told), Sighting::merge));
            etas = event.eta() == null ? etas : etas.with(event.eta());
            if (event.proofOfDelivery() != null) {
                var news = new Proof(event.proofOfDelivery(), told);
                proof = proof == null ? news : proof.merge(news);
            }
            first = first == null || told.receivedAt().isBefore(first) ? told.receivedAt() : first;
            last = last == null || told.receivedAt().isAfter(last) ? told.receivedAt() : last;
        }
        var next = new Shipment(key, newest(known), etas, proof, first, last);
        return new Folded(next, next.changesSince(this));
    }

    private static List<Sighting> newest(Map<CheckpointId, Sighting> known) {
        var sorted = known.values().stream().sorted(Sighting.JOURNEY).toList();
        return sorted.subList(Math.max(0, sorted.size() - MAX_SIGHTINGS), sorted.size());
    }

    public Journey journey() {
        return Journey.of(sightings);
    }

    public Optional<Standing> standing() {
        return journey().standing();
    }

    private List<ShipmentChange> changesSince(Shipment before) {
        if (checkpoints().equals(before.checkpoints())
                && etas.equals(before.etas)
                && Objects.equals(proofShown(), before.proofShown())) {
            return List.of();
        }
        var was = before.standing().orElse(null);
        return standing()
                .map(now ->
                        new ShipmentChange.Moved(now, was == null ? null : was.milestone(), origin(before, was, now)))
                .filter(moved -> moved.standing().milestone() != moved.previous())
                .filter(moved -> was == null || !isOlderEnd(moved, was))
                .<List<ShipmentChange>>map(List::of)
                .orElseGet(() -> List.of(new ShipmentChange.Retold()));
    }

    /** Of two ends the earlier one holds; but whoever was told of one is not told of another that came before it. */
    private static boolean isOlderEnd(ShipmentChange.Moved moved, Standing was) {
        return moved.origin() == ChangeOrigin.LIVE
                && was.subStatus().finality() == Finality.FINAL
                && Sighting.JOURNEY.compare(moved.standing().sighting(), was.sighting()) < 0;
    }

    private ChangeOrigin origin(Shipment before, @Nullable Standing was, Standing now) {
        if (before.sightings.isEmpty()) {
            return ChangeOrigin.BACKFILL;
        }
        return was == null || (stillHolds(was) && !before.knows(now)) ? ChangeOrigin.LIVE : ChangeOrigin.CORRECTION;
    }

    /** What was known and comes to light by something else is no news, be it a withdrawal or an end that came earlier. */
    private boolean knows(Standing standing) {
        var shown = standing.sighting();
        return sightings.stream()
                .anyMatch(known -> known.id().equals(shown.id()) && Objects.equals(known.status(), shown.status()));
    }

    /** Whether what was shown still is what the courier says happened: not withdrawn, and not read otherwise since. */
    private boolean stillHolds(Standing was) {
        return journey().steps().stream()
                .filter(step -> step.sighting().id().equals(was.sighting().id()))
                .anyMatch(step -> !step.retracted()
                        && Objects.equals(
                                step.sighting().status(), was.sighting().status()));
    }

    private List<Checkpoint> checkpoints() {
        return sightings.stream().map(Sighting::checkpoint).toList();
    }

    private @Nullable Object proofShown() {
        return proof == null ? null : proof.proof();
    }

    /** The latest thing that somebody saw or said of the parcel itself; empty before the first. */
    public Optional<Instant> lastScanAt() {
        return journey().steps().stream()
                .filter(step -> !step.retracted() && step.subStatus() != null)
                .map(step -> step.sighting().occurredAt())
                .reduce((earlier, later) -> later);
    }

    /** The change that this parcel's whole past is to an order that claims it now; empty without any status. */
    public Optional<ShipmentChange.Moved> atFirstSight() {
        return standing().map(now -> new ShipmentChange.Moved(now, noMilestone(), ChangeOrigin.BACKFILL));
    }

    private static @Nullable Milestone noMilestone() {
        return null;
    }

    /** A parcel and what became noticeable about it. */
    public record Folded(Shipment shipment, List<ShipmentChange> changes) {
        public Folded {
            changes = List.copyOf(changes);
        }
    }
}
