package dev.waymark.embedded.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import dev.waymark.embedded.machine.ServerStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoOnDiskTest implements MongoContract {

    @TempDir
    private static Path directory;

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.onDisk(directory.resolve("mongo").resolve("documents.mv"), 0);
        client = MongoContract.audited(mongo.connectionString());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @Override
    public MongoClient client() {
        return client;
    }

    @Test
    void restartKeepsDocumentsAndIndexes(@TempDir Path other) {
        var file = other.resolve("documents.mv");
        try (var first = EmbeddedMongo.onDisk(file, 0);
                var itsClient = MongoClients.create(first.connectionString())) {
            var parcels = itsClient.getDatabase("shop").getCollection("parcels");
            parcels.createIndex(ascending("tags"));
            parcels.createIndex(ascending("n"), new IndexOptions().unique(true));
            parcels.insertOne(new Document("_id", 1).append("n", 1).append("tags", List.of("a", "b")));
        }

        try (var second = EmbeddedMongo.onDisk(file, 0);
                var itsClient = MongoClients.create(second.connectionString())) {
            var parcels = itsClient.getDatabase("shop").getCollection("parcels");
            assertThat(parcels.find(new Document("tags", "b")).first()).containsEntry("_id", 1);
            assertThatThrownBy(() -> parcels.insertOne(new Document("_id", 2).append("n", 1)))
                    .isInstanceOf(MongoWriteException.class);
        }
    }

    @Test
    void fileOfAnotherServerIsSaidInOneSentence() {
        var file = directory.resolve("mongo").resolve("documents.mv");

        assertThatThrownBy(() -> EmbeddedMongo.onDisk(file, 0))
                .isInstanceOf(ServerStartException.class)
                .hasMessage("MongoDB's stand-in cannot open %s: another process uses it, or it is damaged."
                        .formatted(file));
    }

    @Test
    void manyUpdatesDoNotSwellTheFile() throws Exception {
        var file = directory.resolve("mongo").resolve("documents.mv");
        var before = Files.size(file);
        var counters = client.getDatabase("shop").getCollection("counters");
        counters.insertOne(
                new Document("_id", 1).append("padding", "x".repeat(2_000)).append("n", 0));

        for (var i = 0; i < 3_000; i++) {
            counters.updateOne(new Document("_id", 1), new Document("$inc", new Document("n", 1)));
        }

        assertThat(Files.size(file) - before).isLessThan(8_000_000);
    }
}
