package dev.waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import dev.waymark.embedded.mongo.EmbeddedMongo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An embedded server in a JVM of its own, to be killed. */
public record ServerProcess(Process process, String address) implements AutoCloseable {

    private static final String READY = "listens on ";

    public static ServerProcess kafka(Path directory) throws IOException {
        return start("kafka", directory);
    }

    public static ServerProcess mongo(Path file) throws IOException {
        return start("mongo", file);
    }

    private static ServerProcess start(String kind, Path data) throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        kind,
                        data.toString()))
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader(StandardCharsets.UTF_8);
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new ServerProcess(process, line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server's process ended: " + said);
    }

    /** As `kill -9`. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor()).isNotZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws InterruptedException {
            var data = Path.of(arguments[1]);
            var address = arguments[0].equals("kafka")
                    ? EmbeddedKafka.start(data, 0).bootstrapServers()
                    : EmbeddedMongo.onDisk(data, 0).connectionString();
            System.out.println(READY + address);
            new CountDownLatch(1).await();
        }
    }
}
