package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** An index that is a sorted map from values to records; one that is not unique carries the `_id` behind the values. */
final class SortedIndex extends Index<Long> {

    /** Its presence in the map says that some document gave the index more than one entry. Sorts before every key. */
    private static final byte[] MULTIKEY = {0};

    private static final IndexLayout.Field ID = new IndexLayout.Field("_id", true);

    private final MVMap<byte[], Long> entries;
    private final IndexLayout layout;
    private final boolean unique;
    private volatile boolean multikey;

    SortedIndex(MVMap<byte[], Long> entries, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        super(name, keys, sparse);
        this.entries = entries;
        this.layout = IndexLayout.of(keys);
        this.unique = unique;
        this.multikey = entries.containsKey(MULTIKEY);
    }

    /** The fields in the order in which entries are sorted. */
    List<IndexLayout.Field> order() {
        return unique
                ? layout.fields()
                : Stream.concat(layout.fields().stream(), Stream.of(ID)).toList();
    }

    boolean isMultikey() {
        return multikey;
    }

    boolean leavesOutDocuments() {
        return isSparse();
    }

    /** The records of the entries between the two keys, both included; backwards if {@code from} is the greater one. */
    Stream<Long> records(byte[] from, byte[] to) {
        var cursor = entries.cursor(from, to, Arrays.compareUnsigned(from, to) > 0);
        Iterable<byte[]> keys = () -> cursor;
        // The cursor knows the value of the key it gave last.
        return StreamSupport.stream(keys.spliterator(), false).map(_ -> cursor.getValue());
    }

    void clear() {
        entries.clear();
        multikey = false;
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof SortedIndex index
                && unique == index.unique
                && isSparse() == index.isSparse()
                && layout.equals(index.layout);
    }

    @Override
    public @Nullable Long getPosition(Document document) {
        var keys = keysOf(document).iterator();
        return keys.hasNext() ? entries.get(keys.next()) : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        refuseDuplicates(document, keysOf(document), collection);
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        var keys = keysOf(document);
        refuseDuplicates(document, keys, collection);
        keys.forEach(key -> entries.put(key, position));
    }

    @Override
    public @Nullable Long remove(Document document) {
        Long position = null;
        for (var key : keysOf(document)) {
            position = entries.remove(key);
        }
        return position;
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
        refuseDuplicates(newDocument, without(keysOf(newDocument), keysOf(oldDocument)), collection);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {
        var oldKeys = keysOf(oldDocument);
        var newKeys = keysOf(newDocument);
        without(oldKeys, newKeys).forEach(entries::remove);
        without(newKeys, oldKeys).forEach(key -> entries.put(key, position));
    }

    private void refuseDuplicates(Document document, Set<byte[]> keys, MongoCollection<Long> collection) {
        if (unique && keys.stream().anyMatch(entries::containsKey)) {
            var values = layout.fields().stream()
                    .map(field -> Utils.getSubdocumentValueCollectionAware(document, field.path()))
                    .toList();
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values));
        }
    }

    private Set<byte[]> keysOf(Document document) {
        if (isSparse() && !layout.holdsAnyValueOf(document)) {
            return Set.of();
        }
        var found = layout.entriesOf(document);
        if (found.multikey() && !multikey) {
            entries.put(MULTIKEY, 0L);
            multikey = true;
        }
        return unique ? found.keys() : ID.appendValuesOf(document, found.keys());
    }

    private static Set<byte[]> without(Set<byte[]> keys, Set<byte[]> others) {
        var rest = IndexLayout.sortedKeys();
        rest.addAll(keys);
        rest.removeIf(others::contains);
        return rest;
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong() - (multikey ? 1 : 0);
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        // The database removes the map.
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Long> getPositions(Document query) {
        throw new UnsupportedOperationException("queries go through QueryPlanner");
    }
}
