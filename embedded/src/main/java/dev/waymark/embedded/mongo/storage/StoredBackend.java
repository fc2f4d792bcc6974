package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/** All databases of a server, in one store: in memory, or in a file that holds every acknowledged write. */
public final class StoredBackend extends AbstractMongoBackend {

    private static final Set<String> WRITES = Set.of(
            "insert update delete findandmodify create createindexes drop dropindexes dropdatabase renamecollection"
                    .split(" "));

    /** As MongoDB 5.0 announces itself; the library's own answer is a wire version that newer drivers refuse. */
    private static final MongoVersion MONGODB_5 = new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 13;
        }
    };

    private final MVStore store;
    private final GroupCommit commits;

    private StoredBackend(MVStore store) {
        this.store = store;
        this.commits = new GroupCommit(store);
        version(MONGODB_5);
        StoredDatabase.namesIn(store).forEach(this::resolveDatabase);
    }

    public static StoredBackend inMemory() {
        return new StoredBackend(MVStore.open(null));
    }

    /** Keeps everything in {@code file}; a second process that tries is refused with an `MVStoreException`. */
    public static StoredBackend onDisk(Path file) {
        var store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(32)
                .open();
        // Old versions serve nobody here, and kept ones made the file six times as large.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return new StoredBackend(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new StoredDatabase(databaseName, store, getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        if (command.equalsIgnoreCase("hello")) {
            return super.handleCommand(channel, databaseName, "isMaster", query).append("isWritablePrimary", true);
        }
        CommandOptionsValidator.check(command, query);
        if (!writes(command, query)) {
            return super.handleCommand(channel, databaseName, command, query);
        }
        return commits.write(() -> OrderedBulk.handle(
                command, query, single -> super.handleCommand(channel, databaseName, command, single)));
    }

    private static boolean writes(String command, Document query) {
        return WRITES.contains(command.toLowerCase(Locale.ROOT))
                || (query.get("pipeline") instanceof Collection<?> stages
                        && stages.stream().anyMatch(StoredBackend::isWritingStage));
    }

    private static boolean isWritingStage(Object stage) {
        return stage instanceof Document document && (document.containsKey("$out") || document.containsKey("$merge"));
    }

    @Override
    public void close() {
        super.close();
        commits.close();
    }
}
