package dev.waymark.resilience;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.orders.domain.Aggregate;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.mongo.MongoBeans;
import dev.waymark.orders.projection.AggregateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What is stored, read past all proxies: orders and shipments by the order service's own stores, and what was sent. */
final class ReadModel implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int AT_ONCE = 500;

    private static final Bson UNDER_WAY = Filters.in("state", "CLAIMED", "IN_FLIGHT", "RETRY");

    /** What waits for longer is kept for people, not for machines. */
    private static final Duration SOON = Duration.ofHours(1);

    private final MongoClient client;
    private final AnnotationConfigApplicationContext stores = new AnnotationConfigApplicationContext();

    ReadModel(String mongoUri, JsonMapper json) {
        client = MongoClients.create(mongoUri);
        stores.registerBean(MongoDatabase.class, () -> client.getDatabase("waymark_orders"));
        stores.registerBean(JsonMapper.class, () -> json);
        stores.registerBean(Clock.class, Clock::systemUTC);
        stores.register(new MongoBeans());
        // The stores alone: to build indexes, for one, is the service's own matter.
        stores.addBeanFactoryPostProcessor(factory ->
                Stream.of(factory.getBeanNamesForType(SmartLifecycle.class)).forEach(stores::removeBeanDefinition));
        stores.refresh();
    }

    Map<ShipmentKey, TrackedShipment> shipments(Collection<ShipmentKey> keys) {
        return load(keys, ShipmentKey.class, TrackedShipment.class);
    }

    Map<OrderId, TrackedOrder> orders(Collection<OrderId> keys) {
        return load(keys, OrderId.class, TrackedOrder.class);
    }

    private <K, A extends Aggregate<K, A>> Map<K, A> load(Collection<K> keys, Class<K> key, Class<A> aggregate) {
        var store = stores.<AggregateStore<K, A>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(AggregateStore.class, key, aggregate))
                .getObject();
        var all = new HashMap<K, A>();
        var list = List.copyOf(keys);
        for (var from = 0; from < list.size(); from += AT_ONCE) {
            var loaded = store.load(list.subList(from, Math.min(list.size(), from + AT_ONCE)))
                    .block(TIMEOUT);
            all.putAll(loaded == null ? Map.of() : loaded);
        }
        return all;
    }

    /** What somebody has still to do: updates to publish, messages to send. */
    long unfinished() {
        var orders = client.getDatabase("waymark_orders");
        var soon = Date.from(Instant.now().plus(SOON));
        return count(orders.getCollection("shipments"), Filters.exists("pending"))
                + count(orders.getCollection("orders"), Filters.exists("pending"))
                + count(notifications().getCollection("notifications"), UNDER_WAY)
                + count(notifications().getCollection("retries"), Filters.lt("dueAt", soon));
    }

    private static long count(MongoCollection<Document> collection, Bson filter) {
        return Objects.requireNonNull(
                Mono.from(collection.countDocuments(filter)).block(TIMEOUT));
    }

    /** The messages of which nobody can know whether their provider has them, as {@code orderId channel kind}. */
    List<String> uncertain() {
        var uncertain = Flux.from(notifications().getCollection("notifications").find(Filters.eq("state", "UNCERTAIN")))
                .map(sent -> "%s %s %s"
                        .formatted(sent.getString("orderId"), sent.getString("channel"), sent.getString("kind")))
                .collectList()
                .block(TIMEOUT);
        return Objects.requireNonNull(uncertain);
    }

    private MongoDatabase notifications() {
        return client.getDatabase("waymark_notifications");
    }

    @Override
    public void close() {
        stores.close();
        client.close();
    }
}
