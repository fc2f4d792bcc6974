package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** A database whose collections and indexes are maps of one store. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Long> {

    private static final String RECORDS = "records:";
    private static final String INDEX = "index:";
    private static final int INDEX_OPTIONS_CONFLICT = 85;

    private final MVStore store;

    StoredDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    /** The databases that have left something in {@code store}. */
    static List<String> namesIn(MVStore store) {
        return store.getMapNames().stream()
                .filter(map -> map.startsWith(RECORDS))
                .map(map -> map.substring(RECORDS.length(), map.indexOf('.')))
                .distinct()
                .toList();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (!command.equalsIgnoreCase("aggregate")
                || !(query.get("pipeline") instanceof List<?> stages)
                || stages.isEmpty()
                || !(stages.get(0) instanceof Document first)
                || !(first.get("$match") instanceof Document match)) {
            return super.handleCommand(channel, command, query, databases, oplog);
        }
        // The library would look at every document; what the first stage lets through has its index.
        var name = String.valueOf(query.get(command));
        var collection = resolveCollection(name, false);
        var rest = Aggregation.fromPipeline(stages.subList(1, stages.size()), databases, this, collection, oplog);
        rest.validate(query);
        var results = collection == null ? List.of() : rest.runStages(collection.handleQueryAsStream(match));
        var namespace = getFullCollectionNamespace(name);
        var answer = new Document(
                "cursor", new Document("id", 0L).append("ns", namespace).append("firstBatch", results));
        Utils.markOkay(answer);
        return answer;
    }

    @Override
    protected MongoCollection<Long> openOrCreateCollection(String collectionName, CollectionOptions options) {
        return new StoredCollection(
                this, collectionName, options, cursorRegistry, records(getFullCollectionNamespace(collectionName)));
    }

    @Override
    protected Index<Long> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return sortedIndex(collectionName, indexName, keys, true, sparse);
    }

    @Override
    protected Index<Long> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return sortedIndex(collectionName, indexName, keys, false, sparse);
    }

    /** As MongoDB: one index for the same fields and options, whatever it is called. */
    @Override
    protected synchronized void addIndex(Document description) {
        var namespace = String.valueOf(description.get("ns"));
        var collection = resolveCollection(namespace.substring(getDatabaseName().length() + 1), false);
        if (collection != null) {
            collection.getIndexes().stream()
                    .map(Index::toIndexDescription)
                    .filter(index ->
                            !Objects.equals(index.get("name"), description.get("name")) && isSame(index, description))
                    .findAny()
                    .ifPresent(index -> {
                        throw new MongoServerError(
                                INDEX_OPTIONS_CONFLICT,
                                "IndexOptionsConflict",
                                "Index already exists with a different name: " + index.get("name"));
                    });
        }
        super.addIndex(description);
    }

    private static boolean isSame(Document index, Document other) {
        return fields(index).equals(fields(other))
                && Utils.isTrue(index.get("unique")) == Utils.isTrue(other.get("unique"))
                && Utils.isTrue(index.get("sparse")) == Utils.isTrue(other.get("sparse"));
    }

    private static List<Map.Entry<String, Boolean>> fields(Document index) {
        return ((Document) Objects.requireNonNull(index.get("key")))
                .entrySet().stream()
                        .map(key -> Map.entry(key.getKey(), ((Number) key.getValue()).intValue() > 0))
                        .toList();
    }

    private SortedIndex sortedIndex(
            String collection, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        return new SortedIndex(index(getFullCollectionNamespace(collection), name), name, keys, unique, sparse);
    }

    @Override
    protected void dropIndex(MongoCollection<Long> collection, String indexName) {
        super.dropIndex(collection, indexName);
        store.removeMap(index(collection.getFullName(), indexName));
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        super.dropCollection(collectionName, oplog);
        store.removeMap(records(getFullCollectionNamespace(collectionName)));
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newCollectionName) {
        var oldName = collection.getFullName();
        super.moveCollection(oldDatabase, collection, newCollectionName);
        var newName = getFullCollectionNamespace(newCollectionName);
        store.renameMap(records(oldName), RECORDS + newName);
        collection
                .getIndexes()
                .forEach(index -> store.renameMap(index(oldName, index.getName()), indexMap(newName, index.getName())));
    }

    private MVMap<Long, byte[]> records(String collection) {
        return store.openMap(
                RECORDS + collection,
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    private MVMap<byte[], Long> index(String collection, String name) {
        return store.openMap(
                indexMap(collection, name),
                new MVMap.Builder<byte[], Long>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    private static String indexMap(String collection, String name) {
        return INDEX + collection + ":" + name;
    }

    @Override
    protected long getStorageSize() {
        return store.getFileStore() == null ? 0 : store.getFileStore().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
