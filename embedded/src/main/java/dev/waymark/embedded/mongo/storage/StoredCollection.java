package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents by record number, which is the order of their arrival. The map holds them as BSON: a commit copies bytes, and
 * whoever asks gets a document of his own, for updates work on what a query returned and an answer is sent after the
 * collection was unlocked.
 */
final class StoredCollection extends AbstractSynchronizedMongoCollection<Long> {

    /** How many documents queries have looked at in this JVM: tests see by it whether a query has its index. */
    static final AtomicLong EXAMINED = new AtomicLong();

    private final MVMap<Long, byte[]> records;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            MVMap<Long, byte[]> records) {
        super(database, name, options, cursors);
        this.records = records;
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        var normalized = QueryRules.normalize(query);
        var plan = QueryPlanner.plan(normalized, orderBy, getIndexes());
        Iterable<Long> everyRecord = () -> records.cursor(null, null, isNaturalDescending(orderBy));
        var candidates =
                plan.map(AccessPath::records).orElseGet(() -> StreamSupport.stream(everyRecord.spliterator(), false));
        var found = candidates
                .map(records::get)
                .filter(Objects::nonNull)
                .map(DocumentSerializer::decode)
                .peek(_ -> EXAMINED.incrementAndGet())
                .filter(matcher(normalized));
        if (orderBy != null
                && deriveComparator(orderBy) != null
                && !plan.map(AccessPath::sorted).orElse(false)) {
            found = found.sorted(order(orderBy));
        }
        found = found.skip(Math.max(skip, 0));
        if (limit > 0) {
            found = found.limit(limit);
        }
        return matchDocumentsFromStream(new Document(), found, 0, 0, batchSize, null, projection);
    }

    /** As an index on these fields would sort; the library's own comparator is not one where arrays are among the values. */
    private static Comparator<Document> order(Document orderBy) {
        return orderBy.entrySet().stream()
                .map(field -> new IndexLayout.Field(
                        field.getKey(), field.getValue() instanceof Number direction && direction.intValue() > 0))
                .map(field -> Comparator.comparing(field::firstKeyOf, Arrays::compareUnsigned))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private Predicate<Document> matcher(Document query) {
        if (!CodePointOrder.matters(query)) {
            return document -> documentMatchesQuery(document, query);
        }
        var inCodeUnits = CodePointOrder.inCodeUnits(query);
        return document -> documentMatchesQuery(CodePointOrder.inCodeUnits(document), inCodeUnits);
    }

    @Override
    public void addIndex(Index<Long> index) {
        try {
            super.addIndex(index);
        } catch (IndexBuildFailedException e) {
            // Half an index must not be taken for a whole one at the next attempt.
            ((SortedIndex) index).clear();
            throw e;
        }
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        var last = records.lastKey();
        var position = last == null ? 1 : last + 1;
        records.put(position, DocumentSerializer.encode(document));
        return position;
    }

    @Override
    protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
        records.put(position, DocumentSerializer.encode(newDocument));
    }

    @Override
    protected void removeDocument(Long position) {
        records.remove(position);
    }

    @Override
    protected @Nullable Document getDocument(Long position) {
        var bson = records.get(position);
        return bson == null ? null : DocumentSerializer.decode(bson);
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return records.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(DocumentSerializer.decode(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return records.size();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("the size of the data is not tracked");
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}
