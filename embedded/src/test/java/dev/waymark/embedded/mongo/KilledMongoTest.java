package dev.waymark.embedded.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.UpdateOptions;
import dev.waymark.embedded.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledMongoTest {

    private static final int WRITERS = 4;

    @Test
    void killedServerComesBackWithEveryAcknowledgedWriteAndWholeDocuments(@TempDir Path directory) throws Exception {
        var file = directory.resolve("documents.mv");
        Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
        try (var server = ServerProcess.mongo(file);
                var client = MongoClients.create(server.address())) {
            var counters = client.getDatabase("shop").getCollection("counters");
            counters.createIndex(ascending("n"));
            var enough = new CountDownLatch(WRITERS);
            var writers = Executors.newFixedThreadPool(WRITERS);
            for (var writer = 0; writer < WRITERS; writer++) {
                var id = writer;
                writers.execute(() -> {
                    try {
                        for (var n = 1; ; n++) {
                            counters.updateOne(
                                    eq("_id", id),
                                    combine(inc("n", 1), set("copy", n)),
                                    new UpdateOptions().upsert(true));
                            acknowledged.put(id, n);
                            if (n == 300) {
                                enough.countDown();
                            }
                        }
                    } catch (MongoException killed) {
                        // What was under way may or may not be there.
                    }
                });
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            server.kill();
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        try (var again = EmbeddedMongo.onDisk(file, 0);
                var client = MongoClients.create(again.connectionString())) {
            var counters = client.getDatabase("shop").getCollection("counters");
            List<Document> byIndex = counters.find(gte("n", 0)).into(new ArrayList<>());
            Map<Integer, Integer> kept = new HashMap<>();
            byIndex.forEach(counter -> kept.put(counter.getInteger("_id"), counter.getInteger("n")));

            assertThat(byIndex)
                    .hasSize(WRITERS)
                    .allSatisfy(
                            counter -> assertThat(counter.getInteger("copy")).isEqualTo(counter.getInteger("n")));
            acknowledged.forEach((id, n) -> assertThat(kept.get(id)).isBetween(n, n + 1));
            assertThat(counters.deleteMany(new Document()).getDeletedCount()).isEqualTo(WRITERS);
        }
    }
}
