package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.ingest.courier.CourierResponse;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * One kind of message that a courier sends: either no news of a parcel, or how to read the news.
 *
 * @param name part of every checkpoint's identity, so it never changes
 * @param when how to tell it from the others
 * @param nothingNew given when it is no news
 * @param answer what the courier wants to hear to a message that is no news, such as a test of the address
 * @param parcels the list of parcels, or lists inside lists; absent when the message is about one. The pointers below
 *     start at the parcel
 * @param orParcels the same where that list is not there: the same news may come in two wrappings
 * @param parcelWhen which of the parcels are ours to read
 * @param returnWhen when the parcel is on its way back
 * @param checkpoints rules that are all read: couriers whose state is a row of columns have one for each column
 */
record MessageMapping(
        @JsonProperty(required = true) String name,
        @Nullable List<Condition> when,
        @Nullable NothingNew nothingNew,
        @Nullable CourierResponse answer,
        @Nullable List<JsonPointer> parcels,
        @Nullable List<JsonPointer> orParcels,
        @Nullable List<Condition> parcelWhen,
        @Nullable FieldSelector trackingNumber,
        @Nullable TimestampRule reportedAt,
        @Nullable Condition returnWhen,
        @Nullable List<CheckpointRule> checkpoints,
        @Nullable EtaRule eta,
        @Nullable List<ProofOfDeliveryRule> proofOfDelivery) {

    private static final String NO_CHECKPOINTS = "no-checkpoints";

    /** What becomes of the raw webhook when it is no news. */
    enum NothingNew {
        /** It goes to the log of raw webhooks: a later mapping may see news in it. */
        KEPT,
        /** It goes nowhere. */
        DROPPED
    }

    MessageMapping {
        when = copy(when);
        parcels = copy(parcels);
        orParcels = copy(orParcels);
        parcelWhen = copy(parcelWhen);
        checkpoints = copy(checkpoints);
        proofOfDelivery = copy(proofOfDelivery);
        var reads = Stream.of(trackingNumber, checkpoints.isEmpty() ? null : checkpoints)
                .filter(Objects::nonNull)
                .count();
        if (reads != (nothingNew == null ? 2 : 0)) {
            throw new IllegalArgumentException(
                    "message %s (expected: either nothingNew, or trackingNumber and checkpoints)".formatted(name));
        }
        if (parcels.isEmpty() && !orParcels.isEmpty()) {
            throw new IllegalArgumentException("message %s: orParcels (expected: with parcels only)".formatted(name));
        }
        if (answer != null && nothingNew == null) {
            throw new IllegalArgumentException("message %s: answer (expected: with nothingNew only)".formatted(name));
        }
    }

    boolean fits(JsonContext root) {
        return Condition.all(copy(when), root);
    }

    MappingResult read(JsonContext root, VerifiedPayload payload, String mappingVersion) {
        if (trackingNumber == null) {
            return new MappingResult.Ignored(name, nothingNew == NothingNew.KEPT, answer);
        }
        var news = new TrackingEventBuilder(payload, mappingVersion);
        root.forEach(lists(root), parcel -> {
            if (Condition.all(copy(parcelWhen), parcel)) {
                read(parcel, trackingNumber, payload, news);
            }
        });
        var events = news.events();
        return events.isEmpty()
                ? new MappingResult.Ignored(NO_CHECKPOINTS, true, answer)
                : new MappingResult.Mapped(events, news.unmapped());
    }

    private List<JsonPointer> lists(JsonContext root) {
        var first = copy(parcels);
        var other = copy(orParcels);
        return other.isEmpty() || !root.node().at(first.get(0)).isMissingNode() ? first : other;
    }

    private void read(JsonContext parcel, FieldSelector numberAt, VerifiedPayload payload, TrackingEventBuilder news) {
        var shipment = new ShipmentKey(payload.courier(), number(numberAt, parcel));
        var reader = new CheckpointRule.Reader(
                shipment, name, Condition.holds(returnWhen, parcel), payload.receivedAt(), news.unmapped()::add);
        copy(checkpoints).forEach(rule -> rule.read(parcel, reader, checkpoint -> news.add(shipment, checkpoint)));
        var said = reportedAt == null ? null : reportedAt.instantIn(parcel, "reportedAt");
        news.add(
                shipment,
                said,
                eta == null ? null : eta.in(parcel, said == null ? payload.receivedAt() : said, news.newest(shipment)),
                copy(proofOfDelivery).stream()
                        .map(rule -> rule.in(parcel))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private static TrackingNumber number(FieldSelector at, JsonContext parcel) {
        try {
            return new TrackingNumber(at.requiredIn(parcel, "trackingNumber"));
        } catch (IllegalArgumentException notOne) {
            throw at.unreadable("trackingNumber", "1..50 letters, digits, and . _ / -");
        }
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
