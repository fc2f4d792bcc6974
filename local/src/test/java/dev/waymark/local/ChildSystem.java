package dev.waymark.local;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The whole system in a process of its own, so that it can be killed. */
record ChildSystem(Process process, URI url) {

    /** Waits until everything runs; what it prints is in {@code output}. */
    static ChildSystem start(Path data, int portBase, int smtpPort, int smppPort, File output) throws IOException {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // A killed one could not take its own away.
        Files.deleteIfExists(data.resolve("url"));
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("jvm.options").toAbsolutePath(),
                        // Classes that javac wrote need not be verified at each start.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-cp",
                        classPath,
                        Waymark.class.getName(),
                        "up",
                        "--data",
                        data.toString(),
                        "--port-base",
                        String.valueOf(portBase),
                        "--smtp",
                        "127.0.0.1:" + smtpPort,
                        "--smsc",
                        "127.0.0.1:" + smppPort,
                        // What was claimed when the process was killed is taken up again after that.
                        "-D",
                        "waymark.notifications.sending.lease=10s"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        var child = new ChildSystem(process, URI.create("http://localhost:" + portBase));
        await().atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !process.isAlive() || Files.exists(data.resolve("url")));
        if (!process.isAlive()) {
            throw new IllegalStateException("ended with " + process.exitValue() + ", see " + output);
        }
        return child;
    }

    /** As {@code kill -9}: no hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }
}
