package dev.waymark.orders.mongo;

import static org.bson.codecs.configuration.CodecRegistries.fromCodecs;
import static org.bson.codecs.configuration.CodecRegistries.fromRegistries;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.orders.mongo.MongoIdempotencyStore.RequestDocument;
import dev.waymark.orders.mongo.MongoOrderReservations.ReservationDocument;
import dev.waymark.orders.mongo.MongoOrderStore.OwnerDocument;
import dev.waymark.orders.mongo.MongoPersonKeyStore.PersonDocument;
import dev.waymark.orders.query.RenewedLinkStore.Renewal;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** The collections of this service, with the guarantees of their reads and writes, whatever the server's defaults are. */
final class MongoCollections {

    private final MongoDatabase database;

    MongoCollections(MongoDatabase database, JsonMapper json) {
        this.database = database.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withCodecRegistry(fromRegistries(fromCodecs(TextCodec.all(json)), database.getCodecRegistry()));
    }

    MongoCollection<ShipmentDocument> shipments() {
        return database.getCollection("shipments", ShipmentDocument.class);
    }

    MongoCollection<OrderDocument> orders() {
        return database.getCollection("orders", OrderDocument.class);
    }

    /** One small document per order and owner: a page of a person's orders is one range of an index. */
    MongoCollection<OwnerDocument> owners() {
        return database.getCollection("order_owners", OwnerDocument.class);
    }

    MongoCollection<PersonDocument> people() {
        return database.getCollection("people", PersonDocument.class);
    }

    MongoCollection<ReservationDocument> reservations() {
        return database.getCollection("placements", ReservationDocument.class);
    }

    MongoCollection<Renewal> renewedLinks() {
        return database.getCollection("renewed_links", Renewal.class);
    }

    MongoCollection<RequestDocument> requests() {
        return database.getCollection("requests", RequestDocument.class);
    }

    /** Locks of the jobs that one instance does at a time. */
    MongoCollection<Document> locks() {
        return database.getCollection("locks");
    }
}
