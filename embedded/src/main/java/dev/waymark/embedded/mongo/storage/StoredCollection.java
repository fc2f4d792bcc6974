package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import java.util.Comparator;
import java.util.List;
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

    private final MVMap<Long, byte[]> records;
    private final AtomicLong examined;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            MVMap<Long, byte[]> records,
            AtomicLong examined) {
        super(database, name, options, cursors);
        this.records = records;
        this.examined = examined;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        var normalized = QueryRules.normalize(query);
        var plan = QueryPlanner.plan(normalized, orderBy, sortedIndexes());
        var candidates = plan.map(AccessPath::records).orElseGet(() -> everyRecord(orderBy));
        var found = candidates
                .map(records::get)
                .filter(Objects::nonNull)
                .map(Bson::decode)
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

    /** Field by field: where the library finds two values each less than the other, as two empty lists, the next decides. */
    private static Comparator<Document> order(Document orderBy) {
        return orderBy.entrySet().stream()
                .map(field -> stringsByCodePoint(
                        field.getKey(),
                        field.getValue() instanceof Number direction && direction.intValue() < 0,
                        consistent(new DocumentComparator(new Document(field.getKey(), field.getValue())))))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<Document> stringsByCodePoint(
            String field, boolean descending, Comparator<Document> otherwise) {
        var strings = descending ? CodePointOrder.STRINGS.reversed() : CodePointOrder.STRINGS;
        return (one, other) -> Utils.getSubdocumentValue(one, field) instanceof String first
                        && Utils.getSubdocumentValue(other, field) instanceof String second
                ? strings.compare(first, second)
                : otherwise.compare(one, other);
    }

    private static Comparator<Document> consistent(Comparator<Document> comparator) {
        return (one, other) -> {
            var order = Integer.signum(comparator.compare(one, other));
            return order == Integer.signum(comparator.compare(other, one)) ? 0 : order;
        };
    }

    private Predicate<Document> matcher(Document query) {
        Predicate<Document> matches = document -> documentMatchesQuery(document, query);
        if (QueryRules.limitsByCodePoint(query)) {
            var inCodeUnits = CodePointOrder.inCodeUnits(query);
            matches = document -> documentMatchesQuery(CodePointOrder.inCodeUnits(document), inCodeUnits);
        }
        var counted = matches;
        return document -> {
            examined.incrementAndGet();
            return counted.test(document);
        };
    }

    private Stream<Long> everyRecord(@Nullable Document orderBy) {
        if (records.isEmpty()) {
            return Stream.empty();
        }
        var cursor = isNaturalDescending(orderBy)
                ? records.cursor(records.lastKey(), records.firstKey(), true)
                : records.cursor(records.firstKey());
        Iterable<Long> keys = () -> cursor;
        return StreamSupport.stream(keys.spliterator(), false);
    }

    private List<SortedIndex> sortedIndexes() {
        return getIndexes().stream().map(SortedIndex.class::cast).toList();
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
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        var last = records.lastKey();
        var position = last == null ? 1 : last + 1;
        records.put(position, Bson.encode(document));
        return position;
    }

    @Override
    protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
        records.put(position, Bson.encode(newDocument));
    }

    @Override
    protected void removeDocument(Long position) {
        records.remove(position);
    }

    @Override
    protected @Nullable Document getDocument(Long position) {
        var bson = records.get(position);
        return bson == null ? null : Bson.decode(bson);
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return records.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(Bson.decode(entry.getValue()), entry.getKey()));
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
