package dev.waymark.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import dev.waymark.embedded.machine.LocalPorts;
import dev.waymark.embedded.machine.ServerStartException;
import dev.waymark.embedded.mongo.storage.StoredBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that speaks MongoDB's wire protocol, in this JVM: `mongo-java-server` over a store and a planner of our own.
 *
 * <p>Not there: sessions, transactions, change streams, updates by pipeline, `$text`. Accepted and without effect: TTL,
 * collation and partial indexes, validators, read and write concerns. Never checked against a real server here.
 */
public final class EmbeddedMongo implements RunningMongo {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedMongo.class);

    private final MongoServer server;
    private final String connectionString;

    private EmbeddedMongo(StoredBackend backend, int port) {
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, 4);
        this.connectionString = "mongodb://%s:%d".formatted(LocalPorts.HOST, port);
    }

    /** Forgets everything when it is closed. */
    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(StoredBackend.inMemory(), LocalPorts.claim("MongoDB", 0));
    }

    /** Keeps everything in {@code file}, on {@code port}, or on any free one for 0; `kill -9` loses no acknowledged write. */
    public static EmbeddedMongo onDisk(Path file, int port) {
        var mongo = new EmbeddedMongo(open(file.toAbsolutePath()), LocalPorts.claim("MongoDB", port));
        log.info("MongoDB's stand-in listens on {}, data in {}", mongo.connectionString, file);
        return mongo;
    }

    private static StoredBackend open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return StoredBackend.onDisk(file);
        } catch (MVStoreException e) {
            throw new ServerStartException(
                    "MongoDB's stand-in cannot open %s: another process uses it, or it is damaged.".formatted(file), e);
        } catch (IOException e) {
            throw new ServerStartException(
                    "MongoDB's stand-in cannot write to %s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public String connectionString() {
        return connectionString;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
