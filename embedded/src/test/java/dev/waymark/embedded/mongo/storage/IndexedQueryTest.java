package dev.waymark.embedded.mongo.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import dev.waymark.embedded.mongo.EmbeddedMongo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many of 20,000 documents a query looks at; without an index it is all of them. */
class IndexedQueryTest {

    private static final int DOCUMENTS = 20_000;

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private static MongoCollection<Document> shipments;

    @BeforeAll
    static void fill() {
        mongo = EmbeddedMongo.inMemory();
        client = MongoClients.create(mongo.connectionString());
        shipments = client.getDatabase("shop").getCollection("shipments");
        shipments.createIndex(ascending("courier", "number"), new IndexOptions().unique(true));
        shipments.createIndex(ascending("status", "due"));
        shipments.createIndex(compoundIndex(ascending("customer"), descending("placed")));
        shipments.createIndex(ascending("tags"));
        shipments.insertMany(IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> new Document("_id", i)
                        .append("courier", "c" + i % 4)
                        .append("number", "n" + i)
                        .append("status", i % 2 == 0 ? "ready" : "done")
                        .append("due", i)
                        .append("customer", i / 100)
                        .append("placed", i)
                        .append("tags", List.of("t" + i / 10, "u" + i / 20)))
                .toList());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void withoutAnIndexEveryDocumentIsLookedAt() {
        assertThat(examinedBy(() -> shipments.find(eq("nowhere", 1)).into(new ArrayList<>())))
                .isEqualTo(DOCUMENTS);
    }

    @Test
    void idWithAGuardLooksAtOne() {
        assertThat(examinedBy(() -> shipments.updateOne(and(eq("_id", 77), eq("status", "done")), set("x", 1))))
                .isEqualTo(1);
        assertThat(examinedBy(() -> shipments.find(in("_id", 1, 2, 3)).into(new ArrayList<>())))
                .isEqualTo(3);
    }

    @Test
    void compoundKeyLooksAtOne() {
        assertThat(examinedBy(() -> shipments
                        .find(and(eq("courier", "c1"), eq("number", "n41"), lte("due", 50)))
                        .first()))
                .isEqualTo(1);
    }

    @Test
    void claimOfTheEarliestLooksAtOne() {
        var claim = and(eq("status", "ready"), lte("due", 15_000));
        var earliest = new FindOneAndUpdateOptions().sort(ascending("due"));

        assertThat(examinedBy(() -> shipments.findOneAndUpdate(claim, set("status", "taken"), earliest)))
                .isEqualTo(1);
    }

    @Test
    void rangeLooksAtWhatIsInIt() {
        var query = and(eq("status", "done"), gte("due", 100), lt("due", 200));

        assertThat(examinedBy(() -> assertThat(shipments.countDocuments(query)).isEqualTo(50)))
                .isLessThanOrEqualTo(51);
    }

    @Test
    void pageInTheOrderOfTheIndexLooksAtThePage() {
        var page = and(eq("customer", 5), lt("placed", 580));

        assertThat(examinedBy(() -> assertThat(shipments
                                .find(page)
                                .sort(descending("placed", "_id"))
                                .limit(10)
                                .into(new ArrayList<>()))
                        .hasSize(10)))
                .isLessThanOrEqualTo(100);
        assertThat(examinedBy(() -> shipments
                        .find(page)
                        .sort(descending("placed"))
                        .limit(10)
                        .into(new ArrayList<>())))
                .isLessThanOrEqualTo(11);
    }

    @Test
    void elementOfAnArrayLooksAtItsDocuments() {
        assertThat(examinedBy(
                        () -> assertThat(shipments.find(in("tags", "t7", "u9")).into(new ArrayList<>()))
                                .hasSize(30)))
                .isEqualTo(30);
    }

    private static long examinedBy(Runnable query) {
        var before = StoredCollection.EXAMINED.get();
        query.run();
        return StoredCollection.EXAMINED.get() - before;
    }
}
