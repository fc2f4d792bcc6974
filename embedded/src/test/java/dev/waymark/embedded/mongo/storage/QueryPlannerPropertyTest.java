package dev.waymark.embedded.mongo.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.waymark.embedded.mongo.EmbeddedMongo;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.BsonDateTime;
import org.bson.Document;

/** An index makes a query cheaper; it never changes its answer. */
class QueryPlannerPropertyTest {

    record Index(Document keys, boolean unique, boolean sparse) {}

    record Change(String kind, int id, Document operand) {}

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    @BeforeContainer
    static void start() {
        mongo = EmbeddedMongo.inMemory();
        client = MongoClients.create(mongo.connectionString());
    }

    @AfterContainer
    static void stop() {
        client.close();
        mongo.close();
    }

    @Property(tries = 100)
    void answersAreTheSameWithIndexesAndWithout(
            @ForAll("indexes") List<Index> indexes,
            @ForAll("changes") List<Change> changes,
            @ForAll("queries") List<Document> queries,
            @ForAll("sorts") List<Document> sorts,
            @ForAll("limits") int limit) {
        var plain = client.getDatabase("property").getCollection("plain" + UUID.randomUUID());
        var indexed = client.getDatabase("property").getCollection("indexed" + UUID.randomUUID());
        for (var i = 0; i < indexes.size(); i++) {
            var index = indexes.get(i);
            indexed.createIndex(
                    index.keys(),
                    new IndexOptions().name("i" + i).unique(index.unique()).sparse(index.sparse()));
        }
        for (var change : changes) {
            // What an index refuses (a duplicate, two arrays) must leave no trace; without indexes nothing is refused.
            if (isTaken(indexed, change)) {
                assertThat(isTaken(plain, change)).isTrue();
            }
        }

        for (var query : queries) {
            assertThat(ids(indexed.find(query).sort(new Document("_id", 1))))
                    .as("%s with %s", query.toJson(), indexes)
                    .isEqualTo(ids(plain.find(query).sort(new Document("_id", 1))));
            assertThat(ids(indexed.find(query))).containsExactlyInAnyOrderElementsOf(ids(plain.find(query)));
            assertThat(indexed.countDocuments(query)).isEqualTo(plain.countDocuments(query));
            for (var sort : sorts) {
                assertThat(ids(indexed.find(query).sort(sort).limit(limit)))
                        .as("%s sorted by %s with %s", query.toJson(), sort.toJson(), indexes)
                        .isEqualTo(ids(plain.find(query).sort(sort).limit(limit)));
            }
        }
        indexed.deleteMany(new Document());
        assertThat(entriesLeftIn(indexed))
                .allSatisfy((index, entries) -> assertThat(entries).isEqualTo(0L));
        indexed.drop();
        plain.drop();
    }

    private static Document entriesLeftIn(MongoCollection<Document> collection) {
        var stats = new Document("collStats", collection.getNamespace().getCollectionName());
        return client.getDatabase("property").runCommand(stats).get("indexSize", Document.class);
    }

    private static boolean isTaken(MongoCollection<Document> collection, Change change) {
        var id = new Document("_id", change.id());
        try {
            switch (change.kind()) {
                case "insert" -> collection.insertOne(merged(id, change.operand()));
                case "set" -> collection.updateOne(id, new Document("$set", change.operand()));
                case "unset" -> collection.updateOne(id, new Document("$unset", change.operand()));
                case "replace" -> collection.replaceOne(id, change.operand());
                default -> collection.deleteOne(id);
            }
            return true;
        } catch (MongoException refused) {
            return false;
        }
    }

    private static Document merged(Document id, Document rest) {
        var document = new Document(id);
        document.putAll(rest);
        return document;
    }

    private static List<Integer> ids(Iterable<Document> documents) {
        List<Integer> ids = new ArrayList<>();
        documents.forEach(document -> ids.add(document.getInteger("_id")));
        return ids;
    }

    @Provide
    Arbitrary<List<Index>> indexes() {
        var keys = paths().list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(paths -> Arbitraries.of(1, -1)
                        .list()
                        .ofSize(paths.size())
                        .map(directions -> {
                            var document = new Document();
                            for (var i = 0; i < paths.size(); i++) {
                                document.append(paths.get(i), directions.get(i));
                            }
                            return document;
                        }));
        var rarely = Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true));
        return Combinators.combine(keys, rarely, rarely)
                .as(Index::new)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        var inserts = Combinators.combine(Arbitraries.just("insert"), ids(), documents())
                .as(Change::new);
        var sets = Combinators.combine(Arbitraries.just("set"), ids(), single(paths(), values()))
                .as(Change::new);
        var unsets = Combinators.combine(Arbitraries.just("unset"), ids(), single(paths(), Arbitraries.just(1)))
                .as(Change::new);
        var replaces = Combinators.combine(Arbitraries.just("replace"), ids(), documents())
                .as(Change::new);
        var deletes = Combinators.combine(Arbitraries.just("delete"), ids(), Arbitraries.just(new Document()))
                .as(Change::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(10, inserts),
                        Tuple.of(3, sets),
                        Tuple.of(1, unsets),
                        Tuple.of(1, replaces),
                        Tuple.of(1, deletes))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Document>> queries() {
        var conjunctions = conditions().list().ofMinSize(1).ofMaxSize(3).map(QueryPlannerPropertyTest::merge);
        var ands = conditions().list().ofMinSize(1).ofMaxSize(3).map(all -> new Document("$and", all));
        var ors = conditions().list().ofMinSize(1).ofMaxSize(3).map(all -> new Document("$or", all));
        var mixed = Combinators.combine(conditions(), ors).as((one, or) -> new Document("$and", List.of(one, or)));
        return Arbitraries.oneOf(conjunctions, ands, ors, mixed)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Document>> sorts() {
        return paths().list()
                .uniqueElements()
                .ofMaxSize(2)
                .flatMap(paths -> Arbitraries.of(1, -1).list().ofSize(3).map(directions -> {
                    var sort = new Document();
                    for (var i = 0; i < paths.size(); i++) {
                        sort.append(paths.get(i), directions.get(i));
                    }
                    return sort.append("_id", directions.get(2));
                }))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.of(0, 1, 3, 100);
    }

    private static Document merge(List<Document> conditions) {
        var query = new Document();
        conditions.forEach(query::putAll);
        return query;
    }

    private static Arbitrary<Integer> ids() {
        return Arbitraries.integers().between(1, 15);
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "c", "c.d", "e.f.g");
    }

    private static Arbitrary<Document> conditions() {
        var comparisons = Combinators.combine(Arbitraries.of("$eq", "$gt", "$gte", "$lt", "$lte", "$ne"), scalars())
                .as(Document::new);
        var ranges = Combinators.combine(
                        Arbitraries.of("$gt", "$gte"), scalars(), Arbitraries.of("$lt", "$lte"), scalars())
                .as((from, low, to, high) -> new Document(from, low).append(to, high));
        var ins = scalars().list().ofMaxSize(4).map(list -> new Document("$in", list));
        var exists = Arbitraries.of(true, false).map(yes -> new Document("$exists", yes));
        Arbitrary<Object> operands = Arbitraries.oneOf(scalars(), comparisons, ranges, ins, exists);
        return Arbitraries.frequencyOf(
                Tuple.of(8, single(paths(), operands)),
                Tuple.of(1, single(Arbitraries.just("_id"), Arbitraries.oneOf(ids()))));
    }

    private static Arbitrary<Document> single(Arbitrary<String> names, Arbitrary<?> values) {
        return Combinators.combine(names, values.injectNull(0.02)).as(Document::new);
    }

    private static Arbitrary<Document> documents() {
        var nested = single(
                Arbitraries.of("d", "x"),
                Arbitraries.oneOf(scalars(), scalars().list().ofMaxSize(3)));
        var deep = single(Arbitraries.just("f"), single(Arbitraries.just("g"), scalars()));
        return Combinators.combine(
                        values().optional(),
                        scalars().optional(),
                        Arbitraries.oneOf(nested, nested.list().ofMaxSize(3), scalars())
                                .optional(),
                        Arbitraries.oneOf(deep, deep.list().ofMaxSize(2)).optional())
                .as((a, b, c, e) -> {
                    var document = new Document();
                    a.ifPresent(value -> document.append("a", value));
                    b.ifPresent(value -> document.append("b", value));
                    c.ifPresent(value -> document.append("c", value));
                    e.ifPresent(value -> document.append("e", value));
                    return document;
                });
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, scalars()),
                Tuple.of(1, scalars().list().ofMaxSize(3).map(list -> (Object) list)));
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.<Object>of(
                        -1,
                        0,
                        1,
                        2,
                        3,
                        1L,
                        0.5,
                        2.0,
                        -2.5,
                        9_007_199_254_740_992L,
                        9_007_199_254_740_993L,
                        "",
                        "a",
                        "ab",
                        "a\0b",
                        "b",
                        "é",
                        true,
                        false,
                        new BsonDateTime(0),
                        new BsonDateTime(1_000),
                        new BsonDateTime(-1_000))
                .injectNull(0.05);
    }
}
