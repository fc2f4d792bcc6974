package dev.waymark.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.waymark.embedded.mongo.audit.AllowedMongoCommandsExtension;
import dev.waymark.embedded.mongo.audit.MongoCommandAudit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Waymark relies on, of any MongoDB: the operations of `mongodb-allowed.csv`, as the manual describes them. */
@ExtendWith(AllowedMongoCommandsExtension.class)
interface MongoContract {

    int DUPLICATE_KEY = 11000;

    MongoClient client();

    static MongoClient audited(String connectionString) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(connectionString))
                .addCommandListener(MongoCommandAudit.shared())
                .build());
    }

    default MongoCollection<Document> collection() {
        return client().getDatabase("contract").getCollection("c" + UUID.randomUUID());
    }

    @Test
    default void serverSaysThatItIsPrimary() {
        var hello = client().getDatabase("admin").runCommand(new Document("hello", 1));

        assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
    }

    @Test
    default void insertedDocumentIsFoundAsItWas() {
        var parcels = collection();
        var parcel = new Document("_id", "p1")
                .append("at", Date.from(Instant.parse("2026-11-23T08:00:00.123Z")))
                .append("places", List.of(new Document("city", "Łódź"), new Document("city", "東京")))
                .append("weight", 2.5)
                .append("version", 9_007_199_254_740_993L)
                .append("nothing", null);

        parcels.insertOne(parcel);

        assertThat(parcels.find(eq("_id", "p1")).first()).isEqualTo(parcel);
    }

    @Test
    default void secondDocumentOfAUniqueKeyIsRefused() {
        var parcels = collection();
        parcels.createIndex(ascending("courier", "number"), new IndexOptions().unique(true));
        parcels.insertOne(parcel("p1").append("courier", "dhl").append("number", "1"));
        parcels.insertOne(parcel("p2").append("courier", "dhl").append("number", "2"));

        assertThatThrownBy(() ->
                        parcels.insertOne(parcel("p3").append("courier", "dhl").append("number", "1")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        assertThatThrownBy(() -> parcels.updateOne(eq("_id", "p2"), set("number", "1")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        assertThatThrownBy(() -> parcels.insertOne(parcel("p1")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        assertThat(parcels.countDocuments()).isEqualTo(2);
    }

    @Test
    default void sparseUniqueIndexAllowsManyWithoutTheField() {
        var people = collection();
        people.createIndex(ascending("email"), new IndexOptions().unique(true).sparse(true));

        people.insertMany(List.of(parcel("a"), parcel("b"), parcel("c").append("email", "c@example.org")));

        assertThat(people.countDocuments()).isEqualTo(3);
        assertThat(ids(people.find(eq("email", null)))).containsExactlyInAnyOrder("a", "b");
        assertThatThrownBy(() -> people.updateOne(eq("_id", "a"), set("email", "c@example.org")))
                .isInstanceOf(MongoWriteException.class);
    }

    @Test
    default void uniqueIndexOverDuplicatesIsNotBuilt() {
        var parcels = collection();
        parcels.insertMany(List.of(parcel("a").append("n", 1), parcel("b").append("n", 1)));

        for (var attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> parcels.createIndex(ascending("n"), new IndexOptions().unique(true)))
                    .isInstanceOfSatisfying(
                            MongoServerException.class,
                            e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        }
    }

    @Test
    default void upsertInsertsOnceAndUpdatesAfterwards() {
        var parcels = collection();
        var upsert = combine(setOnInsert("created", 1), set("seen", 2), inc("count", 1));

        var first = parcels.updateOne(eq("_id", "p"), upsert, new UpdateOptions().upsert(true));
        var second = parcels.updateOne(
                eq("_id", "p"), combine(setOnInsert("created", 9), inc("count", 1)), new UpdateOptions().upsert(true));

        assertThat(first.getUpsertedId().asString().getValue()).isEqualTo("p");
        assertThat(first.getMatchedCount()).isZero();
        assertThat(second.getUpsertedId()).isNull();
        assertThat(second.getModifiedCount()).isOne();
        assertThat(parcels.find().first())
                .isEqualTo(parcel("p").append("created", 1).append("seen", 2).append("count", 2));
    }

    @Test
    default void guardedUpsertOfAStaleVersionIsADuplicate() {
        var shipments = collection();
        shipments.insertOne(parcel("s").append("version", 2));

        assertThatThrownBy(() -> shipments.updateOne(
                        and(eq("_id", "s"), eq("version", 1)), set("version", 2), new UpdateOptions().upsert(true)))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
    }

    @Test
    default void fieldsAndArraysAreUpdatedInPlace() {
        var parcels = collection();
        parcels.insertOne(parcel("p")
                .append("low", 5)
                .append("high", 5)
                .append("gone", true)
                .append("outbox", List.of(new Document("id", 1), new Document("id", 2))));

        parcels.updateOne(
                eq("_id", "p"),
                combine(min("low", 3), max("high", 4), unset("gone"), push("outbox", new Document("id", 3))));
        parcels.updateOne(eq("_id", "p"), pull("outbox", new Document("id", new Document("$in", List.of(1, 2)))));

        assertThat(parcels.find().first())
                .isEqualTo(parcel("p")
                        .append("low", 3)
                        .append("high", 5)
                        .append("outbox", List.of(new Document("id", 3))));
    }

    @Test
    default void concurrentClaimsNeverShareADocument() throws Exception {
        var jobs = collection();
        jobs.createIndex(ascending("status", "due"));
        jobs.insertMany(IntStream.range(0, 200)
                .mapToObj(i -> parcel("j" + i).append("status", "ready").append("due", 200 - i))
                .toList());
        var threads = Executors.newFixedThreadPool(8);
        Callable<List<String>> claimer = () -> {
            List<String> claimed = new ArrayList<>();
            Document job;
            while ((job = jobs.findOneAndUpdate(
                            and(eq("status", "ready"), lte("due", 200)),
                            set("status", "taken"),
                            new FindOneAndUpdateOptions().sort(ascending("due")).returnDocument(ReturnDocument.AFTER)))
                    != null) {
                assertThat(job.getString("status")).isEqualTo("taken");
                claimed.add(job.getString("_id"));
            }
            return claimed;
        };

        List<String> all = new ArrayList<>();
        for (var claimed : threads.invokeAll(java.util.Collections.nCopies(8, claimer))) {
            all.addAll(claimed.get());
        }
        threads.shutdown();

        assertThat(all).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    default void multikeyIndexFindsByElement() {
        var orders = collection();
        orders.createIndex(ascending("shipments.number"));
        orders.insertMany(List.of(
                parcel("a").append("shipments", List.of(new Document("number", "1"), new Document("number", "2"))),
                parcel("b").append("shipments", List.of(new Document("number", "2"), new Document("number", "3"))),
                parcel("c").append("shipments", List.of())));

        orders.updateOne(eq("_id", "c"), push("shipments", new Document("number", "3")));
        orders.updateOne(eq("_id", "b"), pull("shipments", new Document("number", "2")));

        assertThat(ids(orders.find(eq("shipments.number", "2")))).containsExactly("a");
        assertThat(ids(orders.find(in("shipments.number", "1", "3")))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    default void limitsOfARangeMayBeMetByDifferentElements() {
        var parcels = collection();
        parcels.createIndex(ascending("weights"));
        parcels.insertMany(List.of(
                parcel("both").append("weights", List.of(3, 12)),
                parcel("neither").append("weights", List.of(1, 2))));

        assertThat(ids(parcels.find(and(gt("weights", 5), lt("weights", 10))))).containsExactly("both");
    }

    @Test
    default void arraysAreSortedByTheirSmallestElementWhateverTheQuery() {
        var parcels = collection();
        parcels.createIndex(ascending("weights"));
        parcels.insertMany(List.of(
                parcel("five").append("weights", List.of(5, 7)), parcel("one").append("weights", List.of(1, 10))));

        assertThat(ids(parcels.find(gt("weights", 4)).sort(ascending("weights"))))
                .containsExactly("one", "five");
    }

    @Test
    default void pagesBySortKeyAreWholeAndDisjoint() {
        var orders = collection();
        orders.createIndex(compoundIndex(ascending("customer"), descending("placed", "_id")));
        orders.insertMany(IntStream.range(0, 50)
                .mapToObj(i -> parcel("%02d".formatted(i))
                        .append("customer", "c" + i % 2)
                        .append("placed", i / 5))
                .toList());

        List<String> paged = new ArrayList<>();
        var filter = eq("customer", "c1");
        while (true) {
            var page = orders.find(filter)
                    .sort(descending("placed", "_id"))
                    .limit(4)
                    .projection(Projections.include("placed"))
                    .into(new ArrayList<>());
            if (page.isEmpty()) {
                break;
            }
            page.forEach(order -> paged.add(order.getString("_id")));
            var last = page.get(page.size() - 1);
            filter = and(
                    eq("customer", "c1"),
                    or(
                            lt("placed", last.getInteger("placed")),
                            and(eq("placed", last.getInteger("placed")), lt("_id", last.getString("_id")))));
        }

        assertThat(paged)
                .isEqualTo(IntStream.iterate(49, i -> i > 0, i -> i - 2)
                        .mapToObj("%02d"::formatted)
                        .toList());
    }

    @Test
    default void orderedBulkStopsAtTheFirstErrorAndUnorderedGoesOn() {
        var parcels = collection();
        parcels.createIndex(ascending("n"), new IndexOptions().unique(true));
        parcels.insertMany(List.of(
                parcel("a").append("n", 1),
                parcel("b").append("n", 2),
                parcel("c").append("n", 3)));
        List<UpdateOneModel<Document>> updates = List.of(
                new UpdateOneModel<>(eq("_id", "a"), set("x", 1)),
                new UpdateOneModel<>(eq("_id", "b"), set("n", 1)),
                new UpdateOneModel<>(eq("_id", "c"), set("x", 1)));

        assertThatThrownBy(() -> parcels.bulkWrite(updates))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                    assertThat(e.getWriteErrors()).singleElement().satisfies(error -> {
                        assertThat(error.getIndex()).isEqualTo(1);
                        assertThat(error.getCode()).isEqualTo(DUPLICATE_KEY);
                    });
                    assertThat(e.getWriteResult().getMatchedCount()).isEqualTo(1);
                });
        assertThat(ids(parcels.find(eq("x", 1)))).containsExactly("a");

        assertThatThrownBy(() ->
                        parcels.bulkWrite(updates, new com.mongodb.client.model.BulkWriteOptions().ordered(false)))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(ids(parcels.find(eq("x", 1)))).containsExactly("a", "c");
    }

    @Test
    default void bulkInsertSaysWhatItInserted() {
        var parcels = collection();

        assertThatThrownBy(() -> parcels.bulkWrite(List.of(
                        new InsertOneModel<>(parcel("a")),
                        new InsertOneModel<>(parcel("a")),
                        new InsertOneModel<>(parcel("b")))))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(1));
        assertThat(parcels.countDocuments()).isEqualTo(1);
    }

    @Test
    default void deletedDocumentsLeaveTheirIndexes() {
        var parcels = collection();
        parcels.createIndex(ascending("n"), new IndexOptions().unique(true));
        parcels.insertMany(List.of(parcel("a").append("n", 1), parcel("b").append("n", 2)));

        assertThat(parcels.deleteMany(gte("n", 2)).getDeletedCount()).isEqualTo(1);
        parcels.insertOne(parcel("c").append("n", 2));
        assertThat(parcels.deleteOne(eq("_id", "a")).getDeletedCount()).isEqualTo(1);

        assertThat(ids(parcels.find(gt("n", 0)))).containsExactly("c");
    }

    @Test
    default void matchAndGroupCount() {
        var parcels = collection();
        parcels.insertMany(IntStream.range(0, 10)
                .mapToObj(i -> parcel("p" + i)
                        .append("status", i % 2 == 0 ? "even" : "odd")
                        .append("n", i))
                .toList());

        var counts = parcels.aggregate(List.of(
                        Aggregates.match(lt("n", 7)), Aggregates.group("$status", Accumulators.sum("count", 1))))
                .into(new ArrayList<>());

        assertThat(new HashSet<>(counts))
                .isEqualTo(java.util.Set.of(
                        new Document("_id", "even").append("count", 4), new Document("_id", "odd").append("count", 3)));
        assertThat(parcels.countDocuments(eq("status", "odd"))).isEqualTo(5);
    }

    @Test
    default void renamedCollectionKeepsDocumentsAndIndexes() {
        var parcels = collection();
        parcels.createIndex(ascending("n"), new IndexOptions().unique(true));
        parcels.insertOne(parcel("a").append("n", 1));
        var target = new com.mongodb.MongoNamespace("contract", "renamed" + UUID.randomUUID());

        parcels.renameCollection(target);

        var renamed = client().getDatabase("contract").getCollection(target.getCollectionName());
        assertThat(ids(renamed.find(eq("n", 1)))).containsExactly("a");
        assertThatThrownBy(() -> renamed.insertOne(parcel("b").append("n", 1))).isInstanceOf(MongoWriteException.class);
        assertThat(parcels.countDocuments()).isZero();
    }

    @Test
    default void cursorGoesOnBehindTheFirstBatch() {
        var parcels = collection();
        parcels.insertMany(
                IntStream.range(0, 250).mapToObj(i -> parcel("p" + i)).toList());

        assertThat(parcels.find().batchSize(100).into(new ArrayList<>())).hasSize(250);
    }

    private static Document parcel(String id) {
        return new Document("_id", id);
    }

    private static List<String> ids(Iterable<Document> documents) {
        List<String> ids = new ArrayList<>();
        documents.forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }
}
