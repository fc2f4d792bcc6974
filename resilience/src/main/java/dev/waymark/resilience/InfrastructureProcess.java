package dev.waymark.resilience;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import dev.waymark.embedded.mongo.MongoServers;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The broker or MongoDB in a process of its own. */
final class InfrastructureProcess {

    private InfrastructureProcess() {}

    /** Arguments: {@code kafka}, its folder, its port and the port that clients are told; or {@code mongo}, folder, port. */
    public static void main(String[] arguments) throws Exception {
        ChildProcess.endWithParent();
        var folder = Path.of(arguments[1]);
        var port = Integer.parseInt(arguments[2]);
        var server = arguments[0].equals("kafka")
                ? EmbeddedKafka.start(folder, port, Integer.parseInt(arguments[3]))
                : MongoServers.start(folder, port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        new CountDownLatch(1).await();
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
