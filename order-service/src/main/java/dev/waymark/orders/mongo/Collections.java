package dev.waymark.orders.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import java.time.Clock;
import org.bson.BsonDocument;
import org.bson.codecs.configuration.CodecRegistries;
import tools.jackson.databind.json.JsonMapper;

/** Our collections, with what every read and write of them promises, whatever the server's defaults are. */
public final class Collections {

    private final MongoDatabase database;

    public Collections(MongoDatabase database, JsonMapper json, Clock clock) {
        var outbox = new Outbox(json, clock);
        this.database = database.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withCodecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromCodecs(new ShipmentCodec(outbox), new OrderCodec(outbox)),
                        database.getCodecRegistry()));
    }

    MongoCollection<TrackedShipment> shipments() {
        return database.getCollection("shipments", TrackedShipment.class);
    }

    MongoCollection<TrackedOrder> orders() {
        return database.getCollection("orders", TrackedOrder.class);
    }

    /** One small document per order and owner: a page of a person's orders is one walk along an index. */
    MongoCollection<BsonDocument> owners() {
        return database.getCollection("order_owners", BsonDocument.class);
    }

    MongoCollection<BsonDocument> people() {
        return database.getCollection("people", BsonDocument.class);
    }

    MongoCollection<BsonDocument> placements() {
        return database.getCollection("placements", BsonDocument.class);
    }

    MongoCollection<BsonDocument> renewedLinks() {
        return database.getCollection("renewed_links", BsonDocument.class);
    }

    MongoCollection<BsonDocument> requests() {
        return database.getCollection("requests", BsonDocument.class);
    }
}
