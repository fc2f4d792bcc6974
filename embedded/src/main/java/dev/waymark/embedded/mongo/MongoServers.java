package dev.waymark.embedded.mongo;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The best MongoDB this machine has: its own `mongod` where there is one, else the one in this JVM. */
public final class MongoServers {

    private static final Logger log = LoggerFactory.getLogger(MongoServers.class);

    private MongoServers() {}

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
}
