package dev.waymark.embedded.mongo;

import com.mongodb.client.MongoClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/** The same contract against MongoDB itself, where Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerMongoTest implements MongoContract {

    @Container
    private static final MongoDBContainer MONGO = new MongoDBContainer(DockerImageName.parse("mongo:8.0"));

    private static MongoClient client;

    @BeforeAll
    static void connect() {
        client = MongoContract.audited(MONGO.getConnectionString());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    public MongoClient client() {
        return client;
    }
}
