package dev.waymark.embedded.mongo;

import dev.waymark.embedded.machine.TemporaryDirectory;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The best MongoDB this machine has: its own `mongod` where there is one, else the one in this JVM. */
public final class MongoServers {

    private static final Logger log = LoggerFactory.getLogger(MongoServers.class);

    private MongoServers() {}

    /** An empty server that is forgotten when this JVM ends. */
    public static RunningMongo forTests() {
        return MongodProcess.program(System.getenv())
                .<RunningMongo>map(program -> {
                    log.info("MongoDB is {}", program);
                    return Temporary.of(program);
                })
                .orElseGet(() -> {
                    log.info("MongoDB is the stand-in of this JVM, in memory");
                    return EmbeddedMongo.inMemory();
                });
    }

    /** A server with its data under {@code dataDirectory}; each kind of server has a folder of its own there. */
    public static RunningMongo start(Path dataDirectory, int port) {
        return MongodProcess.program(System.getenv())
                .<RunningMongo>map(program -> {
                    log.info("MongoDB is {}", program);
                    return MongodProcess.start(program, dataDirectory.resolve("mongod"), port);
                })
                .orElseGet(() -> {
                    log.info("MongoDB is the stand-in of this JVM, on disk");
                    return EmbeddedMongo.onDisk(
                            dataDirectory.resolve("embedded").resolve("documents.mv"), port);
                });
    }

    /** A `mongod` whose data goes when it does. */
    private record Temporary(RunningMongo mongod, Path directory) implements RunningMongo {

        static Temporary of(Path program) {
            var directory = TemporaryDirectory.create("mongod");
            return new Temporary(MongodProcess.start(program, directory, 0), directory);
        }

        @Override
        public String connectionString() {
            return mongod.connectionString();
        }

        @Override
        public void close() {
            mongod.close();
            TemporaryDirectory.delete(directory);
        }
    }
}
