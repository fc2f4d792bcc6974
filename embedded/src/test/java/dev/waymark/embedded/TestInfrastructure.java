package dev.waymark.embedded;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import dev.waymark.embedded.machine.TemporaryDirectory;
import dev.waymark.embedded.mongo.MongoServers;
import dev.waymark.embedded.mongo.RunningMongo;
import org.jspecify.annotations.Nullable;

/**
 * One broker and one MongoDB per test JVM, started when first asked for and gone with the JVM.
 *
 * <p>All tests of a JVM share them: each makes its own topics and databases.
 */
public final class TestInfrastructure {

    private static @Nullable EmbeddedKafka kafka;
    private static @Nullable RunningMongo mongo;

    private TestInfrastructure() {}

    public static synchronized EmbeddedKafka kafka() {
        if (kafka == null) {
            var directory = TemporaryDirectory.create("kafka");
            var started = EmbeddedKafka.start(directory, 0);
            atExit(() -> {
                started.close();
                TemporaryDirectory.delete(directory);
            });
            kafka = started;
        }
        return kafka;
    }

    public static synchronized RunningMongo mongo() {
        if (mongo == null) {
            var started = MongoServers.forTests();
            atExit(started::close);
            mongo = started;
        }
        return mongo;
    }

    private static void atExit(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "test-infrastructure-stop"));
    }
}
