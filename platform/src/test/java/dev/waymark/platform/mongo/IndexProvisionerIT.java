package dev.waymark.platform.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static dev.waymark.platform.mongo.CollectionIndexes.index;
import static dev.waymark.platform.mongo.CollectionIndexes.sparse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.embedded.junit.WithStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WithStore
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexProvisionerIT {

    private static final IndexModel BY_NUMBER = index("by_number", ascending("number"));

    private final MongoClient client;
    private final MongoDatabase database;

    IndexProvisionerIT(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.database = database;
    }

    private MongoCollection<Document> collection() {
        return database.getCollection("c" + UUID.randomUUID());
    }

    @Test
    void missingIndexesAreBuiltOnceAndThenTheServiceIsReady() {
        var shipments = collection();
        var provisioner =
                provisioner(false, of(shipments, BY_NUMBER, sparse("with_outbox", ascending("pending", "_id"))));

        assertThat(provisioner.health().getStatus()).isEqualTo(Status.DOWN);
        provisioner.start();
        provisioner.provisioned().block(Duration.ofSeconds(30));

        assertThat(provisioner.health().getStatus()).isEqualTo(Status.UP);
        assertThat(names(shipments)).containsExactlyInAnyOrder("_id_", "by_number", "with_outbox");
        provisioner.provision().block();
        assertThat(names(shipments)).hasSize(3);
    }

    /** Earlier releases left the names to MongoDB. */
    @Test
    void sameIndexUnderAnotherNameServes() {
        var shipments = collection();
        Mono.from(shipments.createIndex(ascending("number"))).block();

        provisioner(false, of(shipments, BY_NUMBER)).provision().block();

        assertThat(names(shipments)).containsExactlyInAnyOrder("_id_", "number_1");
    }

    @Test
    void changedIndexIsBuiltBesideTheOldOneWhichIsDroppedOnlyWhenToldTo() {
        var shipments = collection();
        provisioner(false, of(shipments, BY_NUMBER)).provision().block();
        var changed = of(shipments, index("by_number_and_id", ascending("number", "_id")))
                .withObsolete("by_number");

        provisioner(false, changed).provision().block();
        assertThat(names(shipments)).containsExactlyInAnyOrder("_id_", "by_number", "by_number_and_id");

        provisioner(true, changed).provision().block();
        assertThat(names(shipments)).containsExactlyInAnyOrder("_id_", "by_number_and_id");
    }

    @Test
    void changedIndexOfTheSameNameIsAMistakeThatIsNamed() {
        var shipments = collection();
        Mono.from(shipments.createIndex(ascending("courier"), new IndexOptions().name("by_number")))
                .block();

        assertThatThrownBy(() ->
                        provisioner(false, of(shipments, BY_NUMBER)).provision().block())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("by_number");
    }

    @Test
    void storeThatIsAwayIsWaitedFor() {
        var deaf = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100";
        try (var away = MongoClients.create(deaf)) {
            var provisioner = new IndexProvisioner(
                    away, away.getDatabase("none"), settings(false), List.of(of(collection(), BY_NUMBER)));
            provisioner.start();

            await().during(Duration.ofMillis(700)).until(provisioner::isRunning);
            assertThat(provisioner.health().getStatus()).isEqualTo(Status.DOWN);
            provisioner.stop();
        }
    }

    private IndexProvisioner provisioner(boolean dropObsolete, CollectionIndexes indexes) {
        return new IndexProvisioner(client, database, settings(dropObsolete), List.of(indexes));
    }

    private static MongoSettings settings(boolean dropObsolete) {
        return new MongoSettings(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMinutes(1), dropObsolete);
    }

    private static CollectionIndexes of(MongoCollection<Document> collection, IndexModel... indexes) {
        return CollectionIndexes.of(collection.getNamespace().getCollectionName(), indexes);
    }

    private static List<String> names(MongoCollection<Document> collection) {
        return Flux.from(collection.listIndexes())
                .map(found -> found.getString("name"))
                .collectList()
                .block();
    }
}
