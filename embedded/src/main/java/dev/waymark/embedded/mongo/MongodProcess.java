package dev.waymark.embedded.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.waymark.embedded.machine.DataDirectory;
import dev.waymark.embedded.machine.LocalPorts;
import dev.waymark.embedded.machine.ServerStartException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The machine's own `mongod` as a child process: a replica set of one, so that it can do all that a real one can. */
public record MongodProcess(Process process, DataDirectory directory, int port) implements RunningMongo {

    private static final Logger log = LoggerFactory.getLogger(MongodProcess.class);

    private static final String REPLICA_SET = "waymark";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    /** The program that the environment names by `MONGOD`, else the first `mongod` of its `PATH`. */
    public static Optional<Path> program(Map<String, String> environment) {
        var named = environment.getOrDefault("MONGOD", "");
        if (!named.isBlank()) {
            var program = Path.of(named);
            if (!Files.isExecutable(program)) {
                throw new ServerStartException(
                        "MONGOD names %s, which is not a program; correct or unset it.".formatted(program));
            }
            return Optional.of(program);
        }
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs {@code program} with its data in {@code dataDirectory}, on {@code port}, or on any free one for 0. */
    public static MongodProcess start(Path program, Path dataDirectory, int port) {
        var directory = DataDirectory.claim("mongod", dataDirectory.toAbsolutePath());
        try {
            var mongodPort = LocalPorts.claim("mongod", port);
            var process = new ProcessBuilder(command(program, directory.path(), mongodPort))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.path().resolve("mongod.log").toFile())
                    .start();
            var mongod = new MongodProcess(process, directory, mongodPort);
            mongod.awaitPrimary();
            log.info("mongod listens on {}, data in {}", mongod.connectionString(), directory.path());
            return mongod;
        } catch (IOException | ServerStartException e) {
            directory.close();
            throw ServerStartException.of("mongod cannot be run as %s: %s.".formatted(program, e.getMessage()), e);
        }
    }

    private static List<String> command(Path program, Path directory, int port) {
        return List.of(
                program.toString(),
                "--dbpath",
                directory.toString(),
                "--port",
                String.valueOf(port),
                "--bind_ip",
                LocalPorts.HOST,
                "--replSet",
                REPLICA_SET,
                "--wiredTigerCacheSizeGB",
                "0.25");
    }

    private void awaitPrimary() {
        var direct =
                "mongodb://%s:%d/?directConnection=true&serverSelectionTimeoutMS=1000".formatted(LocalPorts.HOST, port);
        try (var client = MongoClients.create(direct)) {
            var admin = client.getDatabase("admin");
            var member = new Document("_id", 0).append("host", LocalPorts.HOST + ":" + port);
            var initiate = Mono.from(admin.runCommand(new Document(
                            "replSetInitiate", new Document("_id", REPLICA_SET).append("members", List.of(member)))))
                    .onErrorResume(MongodProcess::wasInitiatedBefore, e -> Mono.just(new Document()));
            var primary = Mono.from(admin.runCommand(new Document("hello", 1)))
                    .filter(hello -> hello.getBoolean("isWritablePrimary", false))
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException("mongod is not primary yet")));
            var patiently = Retry.fixedDelay(STARTS_WITHIN.toMillis() / 200, Duration.ofMillis(200))
                    .filter(e -> process.isAlive());
            initiate.then(primary)
                    .retryWhen(patiently)
                    .timeout(STARTS_WITHIN)
                    .toFuture()
                    .join();
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new ServerStartException(
                    "mongod did not become ready; its reasons are in %s."
                            .formatted(directory.path().resolve("mongod.log")),
                    e);
        }
    }

    private static boolean wasInitiatedBefore(Throwable error) {
        return error instanceof MongoCommandException refusal
                && "AlreadyInitialized".equals(refusal.getErrorCodeName());
    }

    @Override
    public String connectionString() {
        return "mongodb://%s:%d/?replicaSet=%s".formatted(LocalPorts.HOST, port, REPLICA_SET);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        // Does nothing to a process that has ended.
        process.destroyForcibly();
        directory.close();
    }
}
