package dev.waymark.orders.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.platform.web.ServiceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Documents that a newer version wrote, read and written again by this one while both run or after going back. */
@WithStore
class NewerDocumentsIT {

    private static final String NUMBER = "RA473124829RU";
    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));
    private static final Clock NOON = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
    private static final BsonString UNKNOWN = new BsonString("OF_A_NEWER_VERSION");

    private final MongoDatabase database;
    private final MongoCollections collections;

    NewerDocumentsIT(MongoDatabase database) {
        this.database = database;
        var json = JsonMapper.builder();
        ServiceJson.configure(json);
        collections = new MongoCollections(database, json.build());
    }

    @Test
    void shipmentIsReadAndItsUnknownStatusIsKeptWhenItIsWrittenAgain() throws IOException {
        var document = document("shipments");
        for (var checkpoint : document.getArray("checkpoints")) {
            replace(checkpoint, "status", "notice", "direction", "zone");
            if (checkpoint.asDocument().containsKey("details")) {
                replace(checkpoint.asDocument().get("details"), "returnReason", "cause");
            }
        }
        document.getArray("etas").forEach(eta -> replace(eta, "source"));
        document.getArray("announced").forEach(notified -> replace(notified, "milestone"));
        replace(document.get("proof"), "type");
        document.put("outbox", new BsonArray(List.of(new BsonString("""
                        {"type": "parcel-weighed", "id": "02ca31be3637667d8de2efc20915aa49",
                         "orderId": "o-917a49b68119e343bad59e5fe7b5aaa9", "recordedAt": "2027-05-12T09:00:00Z",
                         "shipment": {"courier": "cdek", "trackingNumber": "RA473124829RU"}}"""))));
        insert("shipments", document);
        var store = new MongoShipmentStore(collections, NOON);

        var tracked = store.load(List.of(Samples.shipment(NUMBER))).block().get(Samples.shipment(NUMBER));

        assertThat(tracked.shipment().checkpoints())
                .extracting(KnownCheckpoint::status)
                .contains(SubStatus.UNMAPPED);
        assertThat(tracked.outbox()).singleElement().isInstanceOf(OrderUpdate.TimelineChanged.class);
        assertThat(store.save(List.of(tracked.withVersion(tracked.version() + 1)))
                        .block())
                .isTrue();
        assertThat(Mono.from(database.getCollection("shipments", BsonDocument.class)
                                .find())
                        .block()
                        .getArray("checkpoints"))
                .extracting(checkpoint -> checkpoint.asDocument().get("status"))
                .contains(UNKNOWN);
    }

    @Test
    void orderIsRead() throws IOException {
        var document = document("orders");
        document.put("channels", new BsonArray(List.of(new BsonString("EMAIL"), UNKNOWN)));
        document.put("destination", UNKNOWN);
        insert("orders", document);

        var order = new MongoOrderStore(collections, NOON)
                .load(List.of(ORDER))
                .block()
                .get(ORDER)
                .order();

        assertThat(order.placed().channels()).containsExactly(Channel.EMAIL);
        assertThat(order.placed().destinationKind()).isNull();
    }

    private static void replace(BsonValue document, String... fields) {
        for (var field : fields) {
            document.asDocument().computeIfPresent(field, (_, _) -> UNKNOWN);
        }
    }

    private static BsonDocument document(String collection) throws IOException {
        return BsonDocument.parse(Files.readString(Path.of("src/test/resources/documents", collection + ".json")));
    }

    private void insert(String collection, BsonDocument document) {
        Mono.from(database.getCollection(collection, BsonDocument.class).insertOne(document))
                .block();
    }
}
