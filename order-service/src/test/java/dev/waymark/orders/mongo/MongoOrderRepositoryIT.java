package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static dev.waymark.platform.mongo.CollectionIndexes.index;
import static dev.waymark.platform.mongo.CollectionIndexes.sparse;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.platform.mongo.CollectionIndexes;
import dev.waymark.platform.mongo.IndexProvisioner;
import dev.waymark.platform.mongo.MongoSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** On the store of the release before, whose indexes were others. */
@WithStore
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoOrderRepositoryIT {

    private static final List<CollectionIndexes> OF_THE_RELEASE_BEFORE = List.of(
            CollectionIndexes.of(
                    "shipments", index("by_number", ascending("number")), sparse("left_behind", ascending("pending"))),
            CollectionIndexes.of(
                    "orders",
                    index("by_order_number", ascending("number")),
                    index("by_links", ascending("links")),
                    index("by_link", ascending("link")),
                    index("by_sms_link", ascending("smsLink")),
                    index("by_term", compoundIndex(ascending("terms"), descending("placed"))),
                    sparse("left_behind", ascending("pending"))));

    private static final List<String> NUMBERS = List.of("10042-3", "10042-1", "10042-2");

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoOrderStore orders;
    private final MongoShipmentStore shipments;
    private final MongoOrderRepository repository;

    MongoOrderRepositoryIT(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.database = database;
        var collections = new MongoCollections(database, JsonMapper.builder().build());
        orders = new MongoOrderStore(collections, Clock.systemUTC());
        shipments = new MongoShipmentStore(collections, Clock.systemUTC());
        repository = new MongoOrderRepository(collections, orders, shipments);
    }

    @BeforeAll
    void startOnTheStoreOfTheReleaseBefore() {
        provision(OF_THE_RELEASE_BEFORE, false);
        orders.save(NUMBERS.stream().map(MongoOrderRepositoryIT::order).toList())
                .block();
        shipments
                .save(Stream.of("ups", "dhl", "cdek")
                        .map(courier -> TrackedShipment.empty(Samples.shipment(courier, "RA473124829RU"))
                                .withVersion(1))
                        .toList())
                .block();
        provision(MongoIndexes.ALL, false);
    }

    @Test
    void oldIndexesStayUntilNobodyNeedsThem() {
        assertThat(indexes("orders")).contains("by_term", "left_behind", MongoIndexes.BY_TERM);

        provision(MongoIndexes.ALL, true);

        assertThat(indexes("orders")).contains(MongoIndexes.BY_TERM).doesNotContain("by_term", "left_behind");
        assertThat(indexes("shipments"))
                .containsExactlyInAnyOrder("_id_", MongoIndexes.BY_NUMBER, MongoIndexes.STUCK_OUTBOX);
    }

    /** All three were placed at the same instant: a page that is cut among them is always the same. */
    @Test
    void equalOnesHaveAnOrderOfTheirOwn() {
        var ids = NUMBERS.stream()
                .map(MongoOrderRepositoryIT::id)
                .sorted(comparing(OrderId::value))
                .toList();

        assertThat(repository.byTerm("t1", 2).block())
                .extracting(TrackedOrder::key)
                .isEqualTo(ids.subList(0, 2));
        assertThat(repository.byTerm("t1", 9).block())
                .extracting(TrackedOrder::key)
                .isEqualTo(ids);
        assertThat(repository.byOrderNumberStart("10042", 2).block())
                .extracting(TrackedOrder::order)
                .extracting(order -> order.placed().orderNumber().value())
                .containsExactly("10042-1", "10042-2");
        assertThat(repository.byTrackingNumberStart("RA47", 2).block())
                .extracting(shipment -> shipment.key().courier().value())
                .containsExactly("cdek", "dhl");
    }

    private void provision(List<CollectionIndexes> indexes, boolean dropObsolete) {
        var settings =
                new MongoSettings(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMinutes(1), dropObsolete);
        new IndexProvisioner(client, database, settings, indexes).provision().block();
    }

    private List<String> indexes(String collection) {
        return Flux.from(database.getCollection(collection).listIndexes())
                .map((Document index) -> index.getString("name"))
                .collectList()
                .block();
    }

    private static OrderId id(String number) {
        return OrderId.of(new OrderNumber(number));
    }

    private static TrackedOrder order(String number) {
        var placed = new OrderPlaced(
                EventId.of("order-placed", number),
                id(number),
                new OrderNumber(number),
                Samples.NOON,
                Samples.NOON,
                "person-1",
                "sealed==",
                "ru",
                "Europe/Moscow",
                List.of(Channel.EMAIL),
                List.of(new ShopOrder.Item(null, "Чашка", 1)),
                null,
                ShopOrder.Destination.Kind.PICKUP_POINT,
                List.of());
        return TrackedOrder.placed(new Order(placed), new OrderIndex(List.of(), List.of("t1"), List.of(number), false))
                .withVersion(1);
    }
}
