package dev.waymark.orders.domain;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.ShipmentChange.MilestoneChanged;
import dev.waymark.orders.domain.ShipmentChange.TimelineChanged;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a shipment. The order of arrival does not matter: checkpoints, estimates and proofs are sets, and the
 * status is a function of all of them.
 *
 * @param checkpoints in chronological order, so that every permutation of the same webhooks gives the same bytes
 */
public record Shipment(
        ShipmentKey key,
        List<KnownCheckpoint> checkpoints,
        EtaHistory etas,
        @Nullable KnownProof proof) {

    /** The longest histories seen have some 150 checkpoints. Past this bound the oldest are dropped. */
    public static final int MAX_CHECKPOINTS = 500;

    /** Past this a courier sends us something else. */
    private static final int MAX_LEGS = 10;

    public Shipment {
        checkpoints = List.copyOf(checkpoints);
    }

    /** A shipment without any event. */
    public static Shipment empty(ShipmentKey key) {
        return new Shipment(key, List.of(), EtaHistory.EMPTY, null);
    }

    /** With {@code event} known; changes are empty when a customer could notice none. */
    public Folded apply(TrackingEvent event) {
        return applyAll(List.of(event));
    }

    /** With all of {@code events} known: of several statuses received at once only the last is a change. */
    public Folded applyAll(Collection<TrackingEvent> events) {
        var known = byId();
        var etas = this.etas;
        var proof = this.proof;
        for (var event : events) {
            var provenance = Provenance.of(event);
            for (var checkpoint : event.checkpoints()) {
                known.merge(checkpoint.id(), KnownCheckpoint.of(checkpoint, provenance), KnownCheckpoint::merge);
            }
            etas = event.eta() == null ? etas : etas.with(KnownEta.of(event.eta(), provenance));
            if (event.proofOfDelivery() != null) {
                var reported = new KnownProof(event.proofOfDelivery(), provenance);
                proof = proof == null ? reported : proof.merge(reported);
            }
        }
        var next = new Shipment(key, newest(known), etas, proof);
        return new Folded(next, next.changesSince(this, Direction.FORWARD));
    }

    private static List<KnownCheckpoint> newest(Map<CheckpointId, KnownCheckpoint> known) {
        var sorted = Chronology.sorted(known.values());
        return sorted.subList(Math.max(0, sorted.size() - MAX_CHECKPOINTS), sorted.size());
    }

    /**
     * With what is known of {@code leg}, a part of its way that another courier carried under a number of its own. Commutative,
     * associative, idempotent, as the fold is.
     */
    Shipment join(Shipment leg) {
        var known = byId();
        leg.checkpoints.forEach(checkpoint -> known.merge(checkpoint.id(), checkpoint, KnownCheckpoint::merge));
        var all = etas;
        for (var estimate : leg.etas.byTime()) {
            all = all.with(estimate);
        }
        var proved = proof == null ? leg.proof : leg.proof == null ? proof : proof.merge(leg.proof);
        return new Shipment(key, newest(known), all, proved);
    }

    /** The numbers under which other couriers carry it, each with the time of the hand-over; a bounded number of them. */
    Map<ShipmentKey, Instant> legs() {
        var handovers = checkpoints.stream()
                .filter(known -> known.checkpoint().detailsOrNone().legTrackingNumber() != null)
                .toList();
        if (handovers.isEmpty()) {
            return Map.of();
        }
        var legs = new TreeMap<ShipmentKey, Instant>();
        handovers.stream().limit(MAX_LEGS).forEach(known -> legs.putIfAbsent(leg(known), known.effectiveAt()));
        legs.remove(key);
        return legs;
    }

    private ShipmentKey leg(KnownCheckpoint handover) {
        var details = handover.checkpoint().detailsOrNone();
        var number = Objects.requireNonNull(details.legTrackingNumber());
        return new ShipmentKey(courier(details.legCarrier()), number);
    }

    /** Ours for the courier's name of its partner; where it names none that could be, its own: the number is found by all the same. */
    private CourierCode courier(@Nullable String legCarrier) {
        var name = legCarrier == null
                ? ""
                : legCarrier.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        return CourierCode.isValid(name) ? new CourierCode(name) : key.courier();
    }

    private Map<CheckpointId, KnownCheckpoint> byId() {
        var known = new HashMap<CheckpointId, KnownCheckpoint>();
        checkpoints.forEach(checkpoint -> known.put(checkpoint.id(), checkpoint));
        return known;
    }

    /** What of it belongs to an order that was placed at {@code placedAt}; all, where the number had one journey. */
    public Shipment journey(Instant placedAt) {
        return Journeys.of(this).of(placedAt);
    }

    /** Whether it, a journey of {@code all}, is the only one. */
    boolean isAllOf(Shipment all) {
        return checkpoints.size() == all.checkpoints.size();
    }

    /** What of it belongs to the newest journey under its number. */
    Shipment newestJourney() {
        return Journeys.of(this).newest();
    }

    public StatusTimeline timeline() {
        return timeline(Direction.FORWARD);
    }

    /** The timeline to an order of this {@code purpose}: {@link Direction#RETURN} where the customer sends goods back in it. */
    public StatusTimeline timeline(Direction purpose) {
        return StatusTimeline.of(checkpoints, purpose);
    }

    public Optional<ShipmentStatus> status() {
        return timeline().status();
    }

    List<ShipmentChange> changesSince(Shipment before) {
        return changesSince(before, Direction.FORWARD);
    }

    /** What an order of this {@code purpose} could notice of it. */
    List<ShipmentChange> changesSince(Shipment before, Direction purpose) {
        if (reported().equals(before.reported())
                && etas.equals(before.etas)
                && Objects.equals(proofOfDelivery(), before.proofOfDelivery())) {
            return List.of();
        }
        var was = before.timeline(purpose).status().orElse(null);
        var now = timeline(purpose).status().orElse(null);
        if (now == null || (was != null && (was.milestone() == now.milestone()))) {
            return List.of(new TimelineChanged());
        }
        var origin = origin(before, was, now);
        return origin == ChangeOrigin.LIVE && was != null && isEarlierEnd(now, was)
                ? List.of(new TimelineChanged())
                : List.of(new MilestoneChanged(now, was == null ? null : was.milestone(), origin));
    }

    /** Of two final statuses the earlier one holds; but a customer notified of one is not notified of an earlier one. */
    private boolean isEarlierEnd(ShipmentStatus now, ShipmentStatus was) {
        return was.subStatus().finality() == Finality.FINAL
                && position(now.knownCheckpoint()) < position(was.knownCheckpoint());
    }

    private int position(KnownCheckpoint known) {
        var ids = checkpoints.stream().map(KnownCheckpoint::id).toList();
        return ids.indexOf(known.id());
    }

    private ChangeOrigin origin(Shipment before, @Nullable ShipmentStatus was, ShipmentStatus now) {
        // An order that waits for its first scan is told of it: letter-box post is scanned once, when it is there.
        return was == null || (stillHolds(was) && !before.knows(now)) ? ChangeOrigin.LIVE : ChangeOrigin.CORRECTION;
    }

    /** A known checkpoint that becomes current through another one (a retraction, an earlier end) is a correction. */
    private boolean knows(ShipmentStatus status) {
        var current = status.knownCheckpoint();
        return checkpoints.stream()
                .anyMatch(known -> known.id().equals(current.id()) && known.status() == current.status());
    }

    /** Whether the checkpoint of {@code was} is neither retracted nor mapped to another status since. */
    private boolean stillHolds(ShipmentStatus was) {
        var checkpoint = was.knownCheckpoint();
        return timeline().steps().stream()
                .filter(step -> step.knownCheckpoint().id().equals(checkpoint.id()))
                .anyMatch(step -> !step.retracted() && step.knownCheckpoint().status() == checkpoint.status());
    }

    private List<Checkpoint> reported() {
        return checkpoints.stream().map(KnownCheckpoint::checkpoint).toList();
    }

    private @Nullable ProofOfDelivery proofOfDelivery() {
        return proof == null ? null : proof.proof();
    }

    /** When the latest status that holds occurred; empty before the first. */
    public Optional<Instant> lastScanAt() {
        return timeline().steps().stream()
                .filter(TimelineStep::isScan)
                .map(step -> step.knownCheckpoint().effectiveAt())
                .max(Comparator.naturalOrder());
    }

    /** When the last news was received, not counting its repetitions; empty before the first. */
    public Optional<Instant> lastNewsAt() {
        var scans = checkpoints.stream().map(KnownCheckpoint::firstReceivedAt);
        var estimates = etas.byTime().stream().map(KnownEta::receivedAt);
        return Stream.concat(scans, estimates).max(Comparator.naturalOrder());
    }

    /** The change that this shipment's whole history is to an order that claims it now; empty without any status. */
    public Optional<MilestoneChanged> initialChange(Direction purpose) {
        return timeline(purpose).status().map(now -> new MilestoneChanged(now, null, ChangeOrigin.BACKFILL));
    }

    /** A shipment and what a customer could notice of the change to it. */
    public record Folded(Shipment shipment, List<ShipmentChange> changes) {
        public Folded {
            changes = List.copyOf(changes);
        }
    }
}
