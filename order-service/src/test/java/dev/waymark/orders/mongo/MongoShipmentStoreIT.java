package dev.waymark.orders.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.mongo.EmbeddedMongo;
import dev.waymark.embedded.mongo.audit.AllowedMongoCommandsExtension;
import dev.waymark.embedded.mongo.audit.MongoCommandAudit;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.projection.AggregateStore;
import dev.waymark.orders.projection.ShipmentStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(AllowedMongoCommandsExtension.class)
class MongoShipmentStoreIT {

    @TempDir
    static Path directory;

    @Nested
    class InMemory extends OnServer {
        @Override
        EmbeddedMongo start() {
            return EmbeddedMongo.inMemory();
        }
    }

    @Nested
    class OnDisk extends OnServer {
        @Override
        EmbeddedMongo start() {
            return EmbeddedMongo.onDisk(directory.resolve("orders.mv"), 0);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnServer implements ShipmentStoreContract {

        private EmbeddedMongo server;
        private MongoClient client;
        private AggregateStore<ShipmentKey, TrackedShipment> store;

        abstract EmbeddedMongo start();

        @BeforeAll
        void connect() {
            server = start();
            client = MongoClients.create(MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(server.connectionString()))
                    .retryWrites(false)
                    .addCommandListener(MongoCommandAudit.shared())
                    .build());
            var collections = new MongoCollections(
                    client.getDatabase(TestInfrastructure.database("store")),
                    JsonMapper.builder().build());
            new MongoIndexes(collections).create().block();
            store = new MongoShipmentStore(collections, Clock.systemUTC());
        }

        @AfterAll
        void disconnect() {
            client.close();
            server.close();
        }

        @Override
        public AggregateStore<ShipmentKey, TrackedShipment> store() {
            return store;
        }
    }
}
