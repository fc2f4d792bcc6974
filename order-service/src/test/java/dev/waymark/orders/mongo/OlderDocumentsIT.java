package dev.waymark.orders.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.orders.domain.EtaHistory;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.orders.domain.KnownEta;
import dev.waymark.orders.domain.KnownProof;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.Provenance;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState;
import dev.waymark.orders.ordering.IdempotencyStore.StoredResponse;
import dev.waymark.orders.ordering.OrderReservations.Reservation;
import dev.waymark.orders.query.OrderRepository.Owned;
import dev.waymark.orders.query.RenewedLinkStore.Renewal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWrapper;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.DecoderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** One document of each collection, as the codecs wrote them that the document records replaced. */
@WithStore
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderDocumentsIT {

    private static final Path DOCUMENTS = Path.of("src/test/resources/documents");
    private static final String NUMBER = "RA473124829RU";
    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));
    private static final Clock NOON = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    private final MongoCollections collections;

    OlderDocumentsIT(MongoDatabase database) throws IOException {
        collections = new MongoCollections(database, JsonMapper.builder().build());
        for (var name :
                List.of("shipments", "orders", "order_owners", "people", "placements", "renewed_links", "requests")) {
            Mono.from(database.getCollection(name, BsonDocument.class).insertOne(document(name)))
                    .block();
        }
    }

    private static BsonDocument document(String collection) throws IOException {
        return BsonDocument.parse(Files.readString(DOCUMENTS.resolve(collection + ".json")));
    }

    @Test
    void shipmentReadsAsItWasWritten() {
        var stored = new MongoShipmentStore(collections, NOON)
                .load(List.of(Samples.shipment(NUMBER)))
                .block();

        assertThat(stored).containsOnly(Map.entry(Samples.shipment(NUMBER), shipment()));
    }

    @Test
    void orderReadsAsItWasWritten() {
        var stored = new MongoOrderStore(collections, NOON).load(List.of(ORDER)).block();

        assertThat(stored).containsOnly(Map.entry(ORDER, order()));
    }

    @Test
    void shipmentsAndOrdersAreWrittenInTheSameFormat() throws IOException {
        var shipment = ShipmentDocument.of(shipment(), Samples.NOON.plusSeconds(3 * 3600));
        var order = OrderDocument.of(order(), Samples.NOON.plusSeconds(3 * 3600));

        var codecs = collections.shipments().getCodecRegistry();

        var former = document("shipments");
        former.remove("firstHeard");
        former.remove("lastHeard");
        former.getArray("etas").stream()
                .map(BsonValue::asDocument)
                .forEach(eta -> eta.put("received", eta.get("stated")));
        assertThat(BsonDocumentWrapper.asBsonDocument(shipment, codecs)).isEqualTo(former);
        var expected = document("orders");
        expected.remove("link");
        expected.remove("smsLink");
        var written = BsonDocumentWrapper.asBsonDocument(order, codecs);
        assertThat(written.remove("links"))
                .isEqualTo(new BsonArray(List.of(new BsonString("link1"), new BsonString("sms1"))));
        assertThat(written).isEqualTo(expected);
    }

    @Test
    void shipmentsOfAnOrderThatWereChangedReadAsTheyAreWritten() {
        var changed = order().withShipments(order().order()
                .replace(new OrderEvent.ShipmentReplaced(
                        EventId.of("replaced"),
                        ORDER,
                        Samples.NOON.plusSeconds(60),
                        Samples.shipment(NUMBER),
                        ShipmentAssignment.of(Samples.shipment("NEW")))));

        var document = OrderDocument.of(changed, Samples.NOON);

        assertThat(document.shipments()).containsExactly(Samples.shipment("NEW"));
        assertThat(document.toTrackedOrder().order().assignments())
                .isEqualTo(changed.order().assignments());
    }

    @Test
    void changesOfAnOrderReadAsTheyAreWritten() {
        var cancelled = new OrderEvent.OrderCancelled(
                EventId.of("cancelled"), ORDER, Samples.NOON.plusSeconds(60), List.of(new OrderLine(2, 1)));
        var changed = order().change(cancelled, null);
        var codecs = collections.orders().getCodecRegistry();

        var written = BsonDocumentWrapper.asBsonDocument(OrderDocument.of(changed, Samples.NOON), codecs);

        var read = codecs.get(OrderDocument.class)
                .decode(
                        new BsonDocumentReader(written),
                        DecoderContext.builder().build());
        assertThat(read.toTrackedOrder()).isEqualTo(changed);
    }

    @Test
    void rowOfAnOwnerIsFound() {
        var orders = new MongoOrderStore(collections, NOON);
        var repository = new MongoOrderRepository(collections, orders, new MongoShipmentStore(collections, NOON));

        assertThat(repository.ownedBy("o1", null, 10).block()).containsExactly(new Owned(Samples.NOON, ORDER));
    }

    @Test
    void keyOfAPersonIsKept() {
        assertThat(new MongoPersonKeyStore(collections)
                        .putIfAbsent("person-1", new byte[] {9})
                        .block())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void reservedOrderNumberStaysReserved() {
        var reservations = new MongoOrderReservations(collections);

        assertThat(reservations
                        .reserve(new Reservation(ORDER, "other", "other", false, Samples.NOON))
                        .block())
                .isEqualTo(new Reservation(ORDER, "content-hash", "request-1", true, Instant.EPOCH));
        assertThat(reservations.isLogged(ORDER).block()).isTrue();
    }

    @Test
    void renewedLinkIsFound() {
        assertThat(new MongoRenewedLinkStore(collections, NOON)
                        .find("link-hash")
                        .block())
                .isEqualTo(new Renewal(ORDER, Samples.NOON));
    }

    @Test
    void completedRequestGetsItsStoredResponse() {
        assertThat(new MongoIdempotencyStore(collections, NOON)
                        .begin("request-1", "payload-hash")
                        .block())
                .isEqualTo(new IdempotencyState.Completed(new StoredResponse(201, null, "{}")));
    }

    private static TrackedShipment shipment() {
        var accepted = Samples.scan(NUMBER, SubStatus.ACCEPTED, 1);
        var attempt = new Checkpoint(
                CheckpointId.of(Samples.shipment(NUMBER), List.of("rich")),
                new Fact.Status(SubStatus.ATTEMPT_ABSENT),
                Direction.RETURN,
                new CheckpointTime(Samples.NOON.plusSeconds(7200), "2027-05-12T14:00:00", ZoneQuality.EXPLICIT),
                new Place("Perm", "Perm Krai", "RU", "614000"),
                new Details(
                        ReturnReason.REFUSED,
                        DelayReason.WEATHER,
                        2,
                        LocalDate.parse("2027-05-20"),
                        true,
                        "usps",
                        new TrackingNumber("LX123456785US")),
                new RawStatusText("AB", "absent", "sealed:text"));
        var event = Samples.event(
                NUMBER,
                accepted,
                Samples.notice(NUMBER, Notice.INFO, 2),
                attempt,
                Samples.retraction(NUMBER, accepted, 9));
        var day = LocalDate.parse("2027-05-14");
        var full = new TrackingEvent(
                event.id(),
                event.courier(),
                event.trackingNumber(),
                event.checkpoints(),
                new Eta(day, day, LocalTime.parse("10:00"), LocalTime.parse("14:00"), Eta.Source.COURIER, Samples.NOON),
                new ProofOfDelivery(ProofOfDelivery.Type.PHOTO, "p1"),
                null,
                event.receivedAt(),
                "cdek/2",
                "raw-1");
        var shipment = TrackedShipment.empty(Samples.shipment(NUMBER))
                .apply(List.of(Samples.event(NUMBER, Samples.scan(NUMBER, SubStatus.ACCEPTED, 0))))
                .claim(ORDER, Samples.NOON, Samples.NOON)
                .apply(List.of(full))
                .apply(List.of(Samples.expected(NUMBER, LocalDate.parse("2027-05-15"), 3)))
                .withVersion(7);
        return asStored(shipment);
    }

    // Earlier releases stored no time of a statement: what they knew of it was its last receipt.
    private static TrackedShipment asStored(TrackedShipment tracked) {
        var shipment = tracked.shipment();
        var proof = shipment.proof();
        var stored = new Shipment(
                shipment.key(),
                shipment.checkpoints().stream()
                        .map(known -> new KnownCheckpoint(
                                known.checkpoint(), known.firstReceivedAt(), asStored(known.provenance())))
                        .toList(),
                new EtaHistory(shipment.etas().byTime().stream()
                        .map(known ->
                                new KnownEta(known.eta(), null, known.eta().statedAt()))
                        .sorted(Comparator.comparing(KnownEta::receivedAt))
                        .toList()),
                proof == null ? null : new KnownProof(proof.proof(), asStored(proof.provenance())));
        return new TrackedShipment(
                stored,
                tracked.orders(),
                Map.of(),
                List.of(),
                tracked.notified(),
                List.of(),
                tracked.version(),
                tracked.outbox());
    }

    private static Provenance asStored(Provenance provenance) {
        return new Provenance(
                provenance.event(), null, provenance.receivedAt(), provenance.mappingVersion(), provenance.rawId());
    }

    private static TrackedOrder order() {
        var placed = new OrderPlaced(
                EventId.of("order-placed", ORDER.value()),
                ORDER,
                new OrderNumber("10042"),
                Samples.NOON,
                Samples.NOON,
                "person-1",
                "sealed==",
                "ru",
                "Europe/Moscow",
                List.of(Channel.EMAIL),
                List.of(new ShopOrder.Item("KTL-1", "Чайник", 1), new ShopOrder.Item(null, "Чашка", 2)),
                new ShopOrder.Promise(LocalDate.parse("2027-05-13"), LocalDate.parse("2027-05-16")),
                ShopOrder.Destination.Kind.PICKUP_POINT,
                List.of(ShipmentAssignment.of(Samples.shipment(NUMBER))));
        var index = new OrderIndex(List.of("o1", "o2"), List.of("t1"), List.of("link1", "sms1"), false);
        return TrackedOrder.placed(new Order(placed), index).withVersion(1);
    }
}
