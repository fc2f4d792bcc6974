package dev.waymark.orders.mongo;

import static org.bson.codecs.configuration.CodecRegistries.fromCodecs;
import static org.bson.codecs.configuration.CodecRegistries.fromRegistries;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.orders.mongo.MongoIdempotencyStore.RequestDocument;
import dev.waymark.orders.mongo.MongoOrderReservations.ReservationDocument;
import dev.waymark.orders.mongo.MongoOrderStore.OwnerDocument;
import dev.waymark.orders.mongo.MongoPersonKeyStore.PersonDocument;
import dev.waymark.orders.query.RenewedLinkStore.Renewal;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** The collections of this service. */
final class MongoCollections {

    static final String SHIPMENTS = "shipments";
    static final String ORDERS = "orders";
    static final String OWNERS = "order_owners";
    static final String RENEWED_LINKS = "renewed_links";
    static final String REQUESTS = "requests";

    private final MongoDatabase database;

    MongoCollections(MongoDatabase database, JsonMapper json) {
        this.database = database.withCodecRegistry(
                fromRegistries(fromCodecs(TextCodec.all(json)), database.getCodecRegistry()));
    }

    MongoCollection<ShipmentDocument> shipments() {
        return database.getCollection(SHIPMENTS, ShipmentDocument.class);
    }

    MongoCollection<OrderDocument> orders() {
        return database.getCollection(ORDERS, OrderDocument.class);
    }

    /** One small document per order and owner: a page of a person's orders is one range of an index. */
    MongoCollection<OwnerDocument> owners() {
        return database.getCollection(OWNERS, OwnerDocument.class);
    }

    MongoCollection<PersonDocument> people() {
        return database.getCollection("people", PersonDocument.class);
    }

    MongoCollection<ReservationDocument> reservations() {
        return database.getCollection("placements", ReservationDocument.class);
    }

    MongoCollection<Renewal> renewedLinks() {
        return database.getCollection(RENEWED_LINKS, Renewal.class);
    }

    MongoCollection<RequestDocument> requests() {
        return database.getCollection(REQUESTS, RequestDocument.class);
    }

    /** Locks of the jobs that one instance does at a time. */
    MongoCollection<Document> locks() {
        return database.getCollection("locks");
    }
}
