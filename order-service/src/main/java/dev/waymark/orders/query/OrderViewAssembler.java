package dev.waymark.orders.query;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.CustomerView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.Summary;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.ShipmentStatus;
import dev.waymark.orders.domain.StatusTimeline;
import dev.waymark.orders.domain.TimelineStep;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns what is stored into what one audience may see at one moment. */
final class OrderViewAssembler {

    /** A parcel that nobody has scanned for so long is not simply under way. */
    static final Duration NO_NEWS_AFTER = Duration.ofDays(30);

    private final Audience audience;
    private final Instant now;

    OrderViewAssembler(Audience audience, Instant now) {
        this.audience = audience;
        this.now = now;
    }

    OrderView order(TrackedOrder tracked, Map<ShipmentKey, TrackedShipment> known, @Nullable Person person) {
        var order = tracked.order();
        var parcels = order.shipments().stream()
                .map(key -> known.getOrDefault(key, TrackedShipment.empty(key)))
                .toList();
        var views =
                parcels.stream().map(parcel -> shipment(parcel, order, null)).toList();
        return new OrderView(
                order.id(),
                audience == Audience.GUEST
                        ? Masks.orderNumber(order.number().value())
                        : order.number().value(),
                order.placedAt(),
                tracked.version()
                        + parcels.stream().mapToLong(TrackedShipment::version).sum(),
                now,
                order.language(),
                order.timeZone(),
                order.promise(),
                order.destinationKind(),
                order.items().stream().mapToInt(item -> item.quantity()).sum(),
                audience == Audience.GUEST ? null : order.items(),
                customer(person),
                summary(views),
                views,
                null);
    }

    ShipmentView shipment(TrackedShipment tracked, @Nullable Order order, @Nullable String orderNumber) {
        var shipment = tracked.shipment();
        var timeline = shipment.timeline();
        var status = timeline.status().orElse(null);
        var eta = shipment.etas().current().orElse(null);
        var finished = status != null && status.finished();
        var lastScan = shipment.lastScanAt().orElse(null);
        var details =
                status == null ? null : status.knownCheckpoint().checkpoint().details();
        return new ShipmentView(
                tracked.key().courier(),
                audience == Audience.GUEST
                        ? Masks.trackingNumber(tracked.key().trackingNumber().value())
                        : tracked.key().trackingNumber().value(),
                orderNumber,
                customerStatus(status, lastScan, timeline),
                status == null ? null : status.milestone(),
                status == null ? null : status.subStatus(),
                status == null ? null : status.direction(),
                status == null ? null : status.occurrence(),
                status == null ? null : status.occurredAt(),
                status == null ? null : status.knownCheckpoint().checkpoint().place(),
                shown(details),
                finished,
                eta,
                shipment.etas().previous().orElse(null),
                !finished && isLate(eta, order),
                lastScan,
                shipment.lastEventAt(),
                timeline(timeline),
                proof(shipment));
    }

    private CustomerStatus customerStatus(
            @Nullable ShipmentStatus status, @Nullable Instant lastScan, StatusTimeline timeline) {
        if (status == null) {
            // Words that we cannot read are no status; a parcel nobody spoke of is on its way to the courier.
            var spoken = timeline.steps().stream().anyMatch(step -> step.subStatus() != null && !step.retracted());
            return spoken ? CustomerStatus.UNKNOWN : CustomerStatus.ANNOUNCED;
        }
        if (!status.finished()
                && lastScan != null
                && lastScan.plus(NO_NEWS_AFTER).isBefore(now)) {
            return CustomerStatus.NO_NEWS;
        }
        return CustomerStatus.of(
                status.subStatus(), status.knownCheckpoint().checkpoint().detailsOrNone());
    }

    /** Past the last day that was named, by the courier or else by the shop, where the parcel goes to. */
    private boolean isLate(@Nullable Eta eta, @Nullable Order order) {
        var promise = order == null ? null : order.promise();
        LocalDate until = eta != null ? eta.until() : promise == null ? null : promise.until();
        var zone = order == null ? ZoneOffset.UTC : ZoneId.of(order.timeZone());
        return until != null && LocalDate.ofInstant(now, zone).isAfter(until);
    }

    private List<TimelineEntry> timeline(StatusTimeline timeline) {
        var entries = new ArrayList<TimelineEntry>();
        for (var step : timeline.steps()) {
            if (!step.retracted() || audience == Audience.SUPPORT) {
                entries.add(entry(step));
            }
        }
        Collections.reverse(entries);
        return entries;
    }

    private TimelineEntry entry(TimelineStep step) {
        var known = step.knownCheckpoint();
        var checkpoint = known.checkpoint();
        var forSupport = audience == Audience.SUPPORT;
        SubStatus status = step.subStatus();
        Notice notice = checkpoint.fact() instanceof Fact.Information news ? news.notice() : null;
        return new TimelineEntry(
                checkpoint.id().value(),
                step.retracted()
                        ? TimelineEntry.Kind.RETRACTED
                        : status == null ? TimelineEntry.Kind.NOTICE : TimelineEntry.Kind.STATUS,
                status == null ? null : status.milestone(),
                status,
                notice,
                step.direction(),
                checkpoint.time().occurredAt(),
                checkpoint.time().occurredLocal(),
                checkpoint.time().zoneQuality(),
                checkpoint.place(),
                shown(checkpoint.details()),
                words(checkpoint.rawStatus()),
                status == null ? null : CustomerStatus.of(status, checkpoint.detailsOrNone()),
                forSupport ? known.firstReceivedAt() : null,
                forSupport ? known.provenance().mappingVersion() : null,
                forSupport ? known.provenance().rawId() : null);
    }

    /** A link may be passed on: what it shows names no number that opens another door. */
    private @Nullable Details shown(@Nullable Details details) {
        return details == null || audience != Audience.GUEST
                ? details
                : new Details(
                        details.returnReason(),
                        details.cause(),
                        details.attemptNumber(),
                        details.storageDeadline(),
                        details.actionRequired(),
                        details.legCarrier(),
                        null);
    }

    /** Couriers write names into their texts. */
    private RawStatusText words(RawStatusText words) {
        return audience == Audience.GUEST ? new RawStatusText(words.code(), words.status(), null) : words;
    }

    private @Nullable ProofOfDelivery proof(Shipment shipment) {
        var proof = shipment.proof();
        return proof == null || audience == Audience.GUEST || audience == Audience.SHOP
                ? null
                : new ProofOfDelivery(proof.proof().type(), null);
    }

    private @Nullable CustomerView customer(@Nullable Person person) {
        if (person == null) {
            return null;
        }
        return switch (audience) {
            case SHOP, GUEST -> null;
            case OWNER ->
                new CustomerView(person.name(), person.email(), person.phone(), person.city(), person.address());
            case SUPPORT ->
                new CustomerView(
                        Masks.name(person.name()),
                        Masks.email(person.email()),
                        Masks.phone(person.phone()),
                        person.city(),
                        null);
        };
    }

    /** Whoever needs the customer goes first, then whoever is furthest behind; past the end, the last word counts. */
    static Summary summary(List<ShipmentView> parcels) {
        var delivered = (int) parcels.stream()
                .filter(parcel -> parcel.customerStatus() == CustomerStatus.DELIVERED)
                .count();
        if (parcels.isEmpty()) {
            return new Summary(CustomerStatus.PLACED, null, 0, 0, false);
        }
        var all = IntStream.range(0, parcels.size()).boxed().toList();
        var waiting = all.stream().filter(i -> isActionRequired(parcels.get(i))).findFirst();
        var index = waiting.or(() -> all.stream()
                        .filter(i -> !parcels.get(i).finished())
                        .min(Comparator.comparing(i -> parcels.get(i).customerStatus())))
                .or(() -> all.stream().max(Comparator.comparing(i -> endOf(parcels.get(i)))))
                .orElse(0);
        return new Summary(parcels.get(index).customerStatus(), index, delivered, parcels.size(), waiting.isPresent());
    }

    private static boolean isActionRequired(ShipmentView parcel) {
        var details = parcel.details();
        return !parcel.finished()
                && (parcel.customerStatus().requiresAction() || (details != null && details.actionRequired()));
    }

    private static Instant endOf(ShipmentView parcel) {
        var end = parcel.occurredAt();
        return end == null ? Instant.EPOCH : end;
    }
}
