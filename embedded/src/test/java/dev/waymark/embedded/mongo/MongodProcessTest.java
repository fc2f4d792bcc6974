package dev.waymark.embedded.mongo;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The same contract against this machine's own MongoDB, where there is one. */
@EnabledIf(value = "isInstalled", disabledReason = "neither MONGOD nor the PATH names a mongod")
class MongodProcessTest implements MongoContract {

    @TempDir
    private static Path directory;

    private static MongodProcess mongod;
    private static MongoClient client;

    @BeforeAll
    static void start() {
        mongod = MongodProcess.start(MongodProcess.program(System.getenv()).orElseThrow(), directory, 0);
        client = MongoContract.audited(mongod.connectionString());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongod.close();
    }

    static boolean isInstalled() {
        return MongodProcess.program(System.getenv()).isPresent();
    }

    @Override
    public MongoClient client() {
        return client;
    }
}
