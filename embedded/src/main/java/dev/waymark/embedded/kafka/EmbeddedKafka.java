package dev.waymark.embedded.kafka;

import dev.waymark.embedded.machine.DataDirectory;
import dev.waymark.embedded.machine.LocalPorts;
import dev.waymark.embedded.machine.PropertiesResource;
import dev.waymark.embedded.machine.ServerStartException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka broker, with its controller, in this JVM: the one of the Apache distribution, sized for one machine. */
public record EmbeddedKafka(KafkaRaftServer server, DataDirectory directory, int port) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

    /** The broker that keeps its log in {@code dataDirectory}, on {@code port}, or on any free one for 0. */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        var brokerPort = LocalPorts.claim("Kafka", port);
        return start(dataDirectory, brokerPort, brokerPort);
    }

    /** One that clients are told to find on {@code advertisedPort}: a proxy between it and them sees all that they say. */
    public static EmbeddedKafka start(Path dataDirectory, int port, int advertisedPort) {
        var directory = DataDirectory.claim("Kafka", dataDirectory.toAbsolutePath());
        try {
            var brokerPort = LocalPorts.claim("Kafka", port);
            var config = new KafkaConfig(
                    settings(directory.path(), brokerPort, advertisedPort, LocalPorts.claim("Kafka", 0)));
            formatOnce(directory.path(), config);
            var server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            log.info("Kafka listens on {}:{}, data in {}", LocalPorts.HOST, brokerPort, directory.path());
            return new EmbeddedKafka(server, directory, brokerPort);
        } catch (RuntimeException e) {
            directory.close();
            throw ServerStartException.of("Kafka did not start in %s: %s.".formatted(dataDirectory, e.getMessage()), e);
        }
    }

    private static Properties settings(Path directory, int port, int advertisedPort, int controllerPort) {
        var client = "PLAINTEXT://%s:%d";
        var controller = "%s:%d".formatted(LocalPorts.HOST, controllerPort);
        var settings = PropertiesResource.load(EmbeddedKafka.class, "broker.properties");
        settings.setProperty("listeners", client.formatted(LocalPorts.HOST, port) + ",CONTROLLER://" + controller);
        settings.setProperty("advertised.listeners", client.formatted(LocalPorts.HOST, advertisedPort));
        settings.setProperty("controller.quorum.voters", settings.get("node.id") + "@" + controller);
        settings.setProperty("log.dirs", directory.toString());
        return settings;
    }

    /** Formatting gives the cluster its id, so it happens once in the life of a directory. */
    private static void formatOnce(Path directory, KafkaConfig config) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(config.nodeId())
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setIgnoreFormatted(false)
                    .run();
        } catch (Exception e) {
            throw new ServerStartException("Kafka cannot prepare %s: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LocalPorts.HOST + ":" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }
}
