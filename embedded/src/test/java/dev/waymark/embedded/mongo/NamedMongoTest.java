package dev.waymark.embedded.mongo;

import com.mongodb.client.MongoClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The same contract against any server that {@code TEST_MONGODB_URI} names. */
@EnabledIfEnvironmentVariable(
        named = NamedMongoTest.URI,
        matches = ".+",
        disabledReason = "TEST_MONGODB_URI names no MongoDB")
class NamedMongoTest implements MongoContract {

    static final String URI = "TEST_MONGODB_URI";

    private static MongoClient client;

    @BeforeAll
    static void connect() {
        client = MongoContract.audited(System.getenv(URI));
    }

    @AfterAll
    static void disconnect() {
        client.getDatabase(DATABASE).drop();
        client.close();
    }

    @Override
    public MongoClient client() {
        return client;
    }
}
