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
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.junit.WithStore;
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

/** What Waymark relies on, of any MongoDB: the operations of `mongodb-allowed.csv`, as the manual describes them. */
@WithStore
interface MongoContract {

    int DUPLICATE_KEY = 11000;

    MongoClient client();

    static MongoClient audited(String connectionString) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(connectionString))
                .addCommandListener(MongoCommandAudit.shared())
                .build());
    }

    String DATABASE = TestInfrastructure.database("contract");

    default MongoCollection<Document> collection() {
        return client().getDatabase(DATABASE).getCollection("c" + UUID.randomUUID());
    }

    @Test
    default void serverSaysThatItIsPrimary() {
        var hello = client().getDatabase("admin").runCommand(new Document("hello", 1));

        assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
    }

    @Test
    default void insertedDocumentIsFoundAsItWas() {
        var shipments = collection();
        var shipment = new Document("_id", "p1")
                .append("at", Date.from(Instant.parse("2026-11-23T08:00:00.123Z")))
                .append("places", List.of(new Document("city", "Łódź"), new Document("city", "東京")))
                .append("weight", 2.5)
                .append("version", 9_007_199_254_740_993L)
                .append("nothing", null);

        shipments.insertOne(shipment);

        assertThat(shipments.find(eq("_id", "p1")).first()).isEqualTo(shipment);
    }

    @Test
    default void secondDocumentOfAUniqueKeyIsRefused() {
        var shipments = collection();
        shipments.createIndex(ascending("courier", "number"), new IndexOptions().unique(true));
        shipments.insertOne(document("p1").append("courier", "dhl").append("number", "1"));
        shipments.insertOne(document("p2").append("courier", "dhl").append("number", "2"));

        assertThatThrownBy(() -> shipments.insertOne(
                        document("p3").append("courier", "dhl").append("number", "1")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        assertThatThrownBy(() -> shipments.updateOne(eq("_id", "p2"), set("number", "1")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        assertThatThrownBy(() -> shipments.insertOne(document("p1")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        assertThat(shipments.countDocuments()).isEqualTo(2);
    }

    @Test
    default void sparseUniqueIndexAllowsManyWithoutTheField() {
        var people = collection();
        people.createIndex(ascending("email"), new IndexOptions().unique(true).sparse(true));

        people.insertMany(List.of(document("a"), document("b"), document("c").append("email", "c@example.org")));

        assertThat(people.countDocuments()).isEqualTo(3);
        assertThat(ids(people.find(eq("email", null)))).containsExactlyInAnyOrder("a", "b");
        assertThatThrownBy(() -> people.updateOne(eq("_id", "a"), set("email", "c@example.org")))
                .isInstanceOf(MongoWriteException.class);
    }

    @Test
    default void uniqueIndexOverDuplicatesIsNotBuilt() {
        var shipments = collection();
        shipments.insertMany(List.of(document("a").append("n", 1), document("b").append("n", 1)));

        for (var attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> shipments.createIndex(ascending("n"), new IndexOptions().unique(true)))
                    .isInstanceOfSatisfying(
                            MongoServerException.class,
                            e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
        }
    }

    /** IndexOptionsConflict and IndexKeySpecsConflict. */
    @Test
    default void indexOfTheSameFieldsOrTheSameNameIsRefused() {
        var shipments = collection();
        var named = new IndexOptions().name("by_number");
        shipments.createIndex(ascending("number"), named);

        assertThat(shipments.createIndex(ascending("number"), named)).isEqualTo("by_number");
        assertThatThrownBy(() -> shipments.createIndex(ascending("number"), new IndexOptions().name("other")))
                .isInstanceOfSatisfying(
                        MongoServerException.class, e -> assertThat(e.getCode()).isEqualTo(85));
        assertThatThrownBy(() -> shipments.createIndex(ascending("courier"), named))
                .isInstanceOfSatisfying(
                        MongoServerException.class, e -> assertThat(e.getCode()).isEqualTo(86));
        assertThat(shipments.createIndex(descending("number"), new IndexOptions().name("last_first")))
                .isEqualTo("last_first");
    }

    @Test
    default void upsertInsertsOnceAndUpdatesAfterwards() {
        var shipments = collection();
        var upsert = combine(setOnInsert("created", 1), set("seen", 2), inc("count", 1));

        var first = shipments.updateOne(eq("_id", "p"), upsert, new UpdateOptions().upsert(true));
        var second = shipments.updateOne(
                eq("_id", "p"), combine(setOnInsert("created", 9), inc("count", 1)), new UpdateOptions().upsert(true));

        assertThat(first.getUpsertedId().asString().getValue()).isEqualTo("p");
        assertThat(first.getMatchedCount()).isZero();
        assertThat(second.getUpsertedId()).isNull();
        assertThat(second.getModifiedCount()).isOne();
        assertThat(shipments.find().first())
                .isEqualTo(document("p").append("created", 1).append("seen", 2).append("count", 2));
    }

    @Test
    default void guardedUpsertOfAStaleVersionIsADuplicate() {
        var shipments = collection();
        shipments.insertOne(document("s").append("version", 2));

        assertThatThrownBy(() -> shipments.updateOne(
                        and(eq("_id", "s"), eq("version", 1)), set("version", 2), new UpdateOptions().upsert(true)))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(DUPLICATE_KEY));
    }

    @Test
    default void fieldsAndArraysAreUpdatedInPlace() {
        var shipments = collection();
        shipments.insertOne(document("p")
                .append("low", 5)
                .append("high", 5)
                .append("gone", true)
                .append("outbox", List.of(new Document("id", 1), new Document("id", 2))));

        shipments.updateOne(
                eq("_id", "p"),
                combine(min("low", 3), max("high", 4), unset("gone"), push("outbox", new Document("id", 3))));
        shipments.updateOne(eq("_id", "p"), pull("outbox", new Document("id", new Document("$in", List.of(1, 2)))));

        assertThat(shipments.find().first())
                .isEqualTo(document("p")
                        .append("low", 3)
                        .append("high", 5)
                        .append("outbox", List.of(new Document("id", 3))));
    }

    @Test
    default void concurrentClaimsNeverShareADocument() throws Exception {
        var jobs = collection();
        jobs.createIndex(ascending("status", "due"));
        jobs.insertMany(IntStream.range(0, 200)
                .mapToObj(i -> document("j" + i).append("status", "ready").append("due", 200 - i))
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
                document("a").append("shipments", List.of(new Document("number", "1"), new Document("number", "2"))),
                document("b").append("shipments", List.of(new Document("number", "2"), new Document("number", "3"))),
                document("c").append("shipments", List.of())));

        orders.updateOne(eq("_id", "c"), push("shipments", new Document("number", "3")));
        orders.updateOne(eq("_id", "b"), pull("shipments", new Document("number", "2")));

        assertThat(ids(orders.find(eq("shipments.number", "2")))).containsExactly("a");
        assertThat(ids(orders.find(in("shipments.number", "1", "3")))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    default void limitsOfARangeMayBeMetByDifferentElements() {
        var shipments = collection();
        shipments.createIndex(ascending("weights"));
        shipments.insertMany(List.of(
                document("both").append("weights", List.of(3, 12)),
                document("neither").append("weights", List.of(1, 2))));

        assertThat(ids(shipments.find(and(gt("weights", 5), lt("weights", 10)))))
                .containsExactly("both");
    }

    // FAULTS M7
    @Test
    default void limitsOfARangeInOneConditionMayBeMetByDifferentElements() {
        var shipments = collection();
        shipments.insertMany(List.of(
                document("both").append("weights", List.of(3, 12)),
                document("neither").append("weights", List.of(1, 2))));
        var range = new Document("weights", new Document("$gt", 5).append("$lt", 10));

        assertThat(ids(shipments.find(range))).containsExactly("both");
        shipments.createIndex(ascending("weights"));
        assertThat(ids(shipments.find(range))).containsExactly("both");
    }

    // FAULTS M1
    @Test
    default void stringsAreOrderedByCodePoint() {
        var orders = collection();
        orders.insertMany(List.of(
                document("supplementary").append("number", "A\uD840\uDC00"),
                document("ligature").append("number", "A\uFB00"),
                document("letter").append("number", "Ab")));
        var begins = and(gte("number", "A"), lt("number", "A\uDBFF\uDFFF"));

        for (var indexed : List.of(false, true)) {
            if (indexed) {
                orders.createIndex(ascending("number"));
            }
            assertThat(ids(orders.find(begins).sort(ascending("number"))))
                    .containsExactly("letter", "ligature", "supplementary");
            assertThat(ids(orders.find(new Document()).sort(descending("number"))))
                    .containsExactly("supplementary", "ligature", "letter");
            assertThat(ids(orders.find(lt("number", "A\uFFFF")))).containsExactlyInAnyOrder("letter", "ligature");
        }
    }

    // FAULTS M7
    @Test
    default void rangesOpenAtOneSideLeaveNothingOut() {
        var values =
                List.<Object>of("", "a", false, true, Double.NEGATIVE_INFINITY, -1, 1e305, Double.POSITIVE_INFINITY);
        for (var direction : List.of(1, -1)) {
            var collection = collection();
            collection.createIndex(new Document("value", direction));
            for (var i = 0; i < values.size(); i++) {
                collection.insertOne(document(String.valueOf(i)).append("value", values.get(i)));
            }

            assertThat(ids(collection.find(gte("value", "")))).containsExactlyInAnyOrder("0", "1");
            assertThat(ids(collection.find(lte("value", "a")))).containsExactlyInAnyOrder("0", "1");
            assertThat(ids(collection.find(lte("value", true)))).containsExactlyInAnyOrder("2", "3");
            assertThat(ids(collection.find(gte("value", false)))).containsExactlyInAnyOrder("2", "3");
            assertThat(ids(collection.find(lte("value", 0)))).containsExactlyInAnyOrder("4", "5");
            assertThat(ids(collection.find(gt("value", 0)))).containsExactlyInAnyOrder("6", "7");
        }
    }

    // FAULTS M7
    @Test
    default void whatTheServerDoesNotKnowIsRefused() {
        var collection = collection();
        collection.insertOne(document("a").append("n", 1));

        assertThatThrownBy(() -> collection
                        .find(new Document("n", new Document("$atLeast", 1)))
                        .first())
                .isInstanceOf(MongoServerException.class);
        assertThatThrownBy(
                        () -> collection.find(new Document("$any", List.of())).first())
                .isInstanceOf(MongoServerException.class);
        assertThatThrownBy(() -> collection.updateOne(eq("_id", "a"), new Document("$raise", new Document("n", 1))))
                .isInstanceOf(MongoServerException.class);
        assertThatThrownBy(() -> client().getDatabase(DATABASE)
                        .runCommand(
                                new Document("find", collection.getNamespace().getCollectionName())
                                        .append("filters", new Document())))
                .isInstanceOf(MongoServerException.class);
        assertThatThrownBy(() -> MongoCommandAudit.shared().failOnViolations())
                .hasMessageContainingAll("$atLeast", "$any", "$raise", "filters");
    }

    // FAULTS M7
    @Test
    default void documentThatGrowsPastTheLimitIsRefusedAndStaysAsItWas() {
        var collection = collection();
        collection.insertOne(document("a").append("parts", List.of()));
        var part = "x".repeat(9 * 1024 * 1024);
        collection.updateOne(eq("_id", "a"), push("parts", part));

        assertThatThrownBy(() -> collection.updateOne(eq("_id", "a"), push("parts", part)))
                .isInstanceOf(MongoServerException.class);
        assertThat(collection.find(eq("_id", "a")).first().getList("parts", String.class))
                .hasSize(1);
    }

    // FAULTS M7
    @Test
    default void manyLargeDocumentsGoInOneBulk() {
        var collection = collection();
        var text = "x".repeat(1024 * 1024);

        collection.insertMany(IntStream.range(0, 20)
                .mapToObj(i -> document("d" + i).append("text", text))
                .toList());

        assertThat(collection.countDocuments()).isEqualTo(20);
    }

    // FAULTS M7
    @Test
    default void serverSpeaksAWireVersionThatTheNextDriversAccept() {
        var hello = client().getDatabase("admin").runCommand(new Document("hello", 1));

        assertThat(hello.getInteger("maxWireVersion")).isGreaterThanOrEqualTo(13);
    }

    @Test
    default void arraysAreSortedByTheirSmallestElementWhateverTheQuery() {
        var shipments = collection();
        shipments.createIndex(ascending("weights"));
        shipments.insertMany(List.of(
                document("five").append("weights", List.of(5, 7)),
                document("one").append("weights", List.of(1, 10))));

        assertThat(ids(shipments.find(gt("weights", 4)).sort(ascending("weights"))))
                .containsExactly("one", "five");
    }

    @Test
    default void pagesBySortKeyAreWholeAndDisjoint() {
        var orders = collection();
        orders.createIndex(compoundIndex(ascending("customer"), descending("placed", "_id")));
        orders.insertMany(IntStream.range(0, 50)
                .mapToObj(i -> document("%02d".formatted(i))
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
        var shipments = collection();
        shipments.createIndex(ascending("n"), new IndexOptions().unique(true));
        shipments.insertMany(List.of(
                document("a").append("n", 1),
                document("b").append("n", 2),
                document("c").append("n", 3)));
        List<UpdateOneModel<Document>> updates = List.of(
                new UpdateOneModel<>(eq("_id", "a"), set("x", 1)),
                new UpdateOneModel<>(eq("_id", "b"), set("n", 1)),
                new UpdateOneModel<>(eq("_id", "c"), set("x", 1)));

        assertThatThrownBy(() -> shipments.bulkWrite(updates))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                    assertThat(e.getWriteErrors()).singleElement().satisfies(error -> {
                        assertThat(error.getIndex()).isEqualTo(1);
                        assertThat(error.getCode()).isEqualTo(DUPLICATE_KEY);
                    });
                    assertThat(e.getWriteResult().getMatchedCount()).isEqualTo(1);
                });
        assertThat(ids(shipments.find(eq("x", 1)))).containsExactly("a");

        assertThatThrownBy(() ->
                        shipments.bulkWrite(updates, new com.mongodb.client.model.BulkWriteOptions().ordered(false)))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(ids(shipments.find(eq("x", 1)))).containsExactly("a", "c");
    }

    @Test
    default void bulkInsertSaysWhatItInserted() {
        var shipments = collection();

        assertThatThrownBy(() -> shipments.bulkWrite(List.of(
                        new InsertOneModel<>(document("a")),
                        new InsertOneModel<>(document("a")),
                        new InsertOneModel<>(document("b")))))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(1));
        assertThat(shipments.countDocuments()).isEqualTo(1);
    }

    @Test
    default void deletedDocumentsLeaveTheirIndexes() {
        var shipments = collection();
        shipments.createIndex(ascending("n"), new IndexOptions().unique(true));
        shipments.insertMany(List.of(document("a").append("n", 1), document("b").append("n", 2)));

        assertThat(shipments.deleteMany(gte("n", 2)).getDeletedCount()).isEqualTo(1);
        shipments.insertOne(document("c").append("n", 2));
        assertThat(shipments.deleteOne(eq("_id", "a")).getDeletedCount()).isEqualTo(1);

        assertThat(ids(shipments.find(gt("n", 0)))).containsExactly("c");
    }

    @Test
    default void matchAndGroupCount() {
        var shipments = collection();
        shipments.insertMany(IntStream.range(0, 10)
                .mapToObj(i -> document("p" + i)
                        .append("status", i % 2 == 0 ? "even" : "odd")
                        .append("n", i))
                .toList());

        var counts = shipments
                .aggregate(List.of(
                        Aggregates.match(lt("n", 7)), Aggregates.group("$status", Accumulators.sum("count", 1))))
                .into(new ArrayList<>());

        assertThat(new HashSet<>(counts))
                .isEqualTo(java.util.Set.of(
                        new Document("_id", "even").append("count", 4), new Document("_id", "odd").append("count", 3)));
        assertThat(shipments.countDocuments(eq("status", "odd"))).isEqualTo(5);
    }

    @Test
    default void renamedCollectionKeepsDocumentsAndIndexes() {
        var shipments = collection();
        shipments.createIndex(ascending("n"), new IndexOptions().unique(true));
        shipments.insertOne(document("a").append("n", 1));
        var target = new com.mongodb.MongoNamespace(DATABASE, "renamed" + UUID.randomUUID());

        shipments.renameCollection(target);

        var renamed = client().getDatabase(DATABASE).getCollection(target.getCollectionName());
        assertThat(ids(renamed.find(eq("n", 1)))).containsExactly("a");
        assertThatThrownBy(() -> renamed.insertOne(document("b").append("n", 1)))
                .isInstanceOf(MongoWriteException.class);
        assertThat(shipments.countDocuments()).isZero();
    }

    @Test
    default void cursorGoesOnBehindTheFirstBatch() {
        var shipments = collection();
        shipments.insertMany(
                IntStream.range(0, 250).mapToObj(i -> document("p" + i)).toList());

        assertThat(shipments.find().batchSize(100).into(new ArrayList<>())).hasSize(250);
    }

    private static Document document(String id) {
        return new Document("_id", id);
    }

    private static List<String> ids(Iterable<Document> documents) {
        List<String> ids = new ArrayList<>();
        documents.forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }
}
