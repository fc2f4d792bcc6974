package dev.waymark.embedded;

import com.mongodb.reactivestreams.client.MongoClients;
import dev.waymark.embedded.kafka.EmbeddedKafka;
import dev.waymark.embedded.mongo.EmbeddedMongo;
import dev.waymark.embedded.mongo.MongodProcess;
import dev.waymark.embedded.mongo.RunningMongo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;
import reactor.core.publisher.Flux;

/**
 * The broker and the MongoDB that every integration test of this JVM runs on: those that {@code KAFKA_BOOTSTRAP} and
 * {@code TEST_MONGODB_URI} name, else containers where Docker runs, else embedded ones.
 *
 * <p>All tests of a JVM share them: each makes its own topics, and takes its database from {@link #database}, so that none
 * is left behind.
 */
public final class TestInfrastructure {

    private static final Logger log = LoggerFactory.getLogger(TestInfrastructure.class);
    private static final DockerImageName KAFKA_IMAGE = DockerImageName.parse("apache/kafka:4.1.0");
    private static final DockerImageName MONGO_IMAGE = DockerImageName.parse("mongo:8.0");
    private static final Set<String> DATABASES = ConcurrentHashMap.newKeySet();
    private static final Deque<Runnable> STOPS = new ConcurrentLinkedDeque<>();

    private static @Nullable String bootstrapServers;
    private static @Nullable String mongoUri;

    private TestInfrastructure() {}

    public static synchronized String bootstrapServers() {
        if (bootstrapServers == null) {
            bootstrapServers = startKafka();
            log.info("tests run on the Kafka of {}", bootstrapServers);
        }
        return bootstrapServers;
    }

    /** A MongoDB connection string without a database. */
    public static synchronized String mongoUri() {
        if (mongoUri == null) {
            mongoUri = startMongo();
            var uri = mongoUri;
            atExit(() -> drop(uri));
            log.info("tests run on the MongoDB of {}", uri.replaceFirst("//.*@", "//"));
        }
        return mongoUri;
    }

    /** The name of a database that nobody else uses and that is dropped when this JVM ends. */
    public static String database(String purpose) {
        var name = purpose + "_" + UUID.randomUUID().toString().substring(0, 8);
        DATABASES.add(name);
        return name;
    }

    private static String startKafka() {
        var named = System.getenv("KAFKA_BOOTSTRAP");
        if (named != null && !named.isBlank()) {
            return named;
        }
        if (hasDocker()) {
            var container = new KafkaContainer(KAFKA_IMAGE);
            container.start();
            return container.getBootstrapServers();
        }
        var directory = temporary("kafka");
        var kafka = EmbeddedKafka.start(directory, 0);
        atExit(kafka::close);
        return kafka.bootstrapServers();
    }

    private static String startMongo() {
        var named = System.getenv("TEST_MONGODB_URI");
        if (named != null && !named.isBlank()) {
            return named;
        }
        if (hasDocker()) {
            var container = new MongoDBContainer(MONGO_IMAGE);
            container.start();
            return container.getConnectionString();
        }
        var mongo = MongodProcess.program(System.getenv())
                .<RunningMongo>map(program -> MongodProcess.start(program, temporary("mongod"), 0))
                .orElseGet(EmbeddedMongo::inMemory);
        atExit(mongo::close);
        return mongo.connectionString();
    }

    private static Path temporary(String purpose) {
        var directory = TemporaryDirectory.create(purpose);
        atExit(() -> TemporaryDirectory.delete(directory));
        return directory;
    }

    private static boolean hasDocker() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static void drop(String uri) {
        try (var client = MongoClients.create(uri)) {
            Flux.fromIterable(DATABASES)
                    .concatMap(name -> client.getDatabase(name).drop())
                    .blockLast(Duration.ofSeconds(20));
        }
    }

    /** The last registered runs first, all in one hook: hooks of a JVM run side by side. */
    private static synchronized void atExit(Runnable stop) {
        if (STOPS.isEmpty()) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> STOPS.forEach(Runnable::run), "test-infrastructure-stop"));
        }
        STOPS.push(stop);
    }
}
