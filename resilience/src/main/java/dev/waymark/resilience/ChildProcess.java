package dev.waymark.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of ours that is killed, frozen and stopped by its own process id. It ends when we do, however we end. */
final class ChildProcess implements AutoCloseable {

    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            // Restarts are what we measure here, and two cores run ten of them.
            "-XX:TieredStopAtLevel=1",
            "-XX:MetaspaceSize=160m",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Dreactor.netty.ioShutdownQuietPeriod=0",
            "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final CompletableFuture<Instant> ended;

    private ChildProcess(Process process) {
        this.process = process;
        this.ended = process.onExit().thenApply(_ -> Instant.now());
    }

    /** Runs {@code main} with our own class path; what it prints is appended to {@code log}. */
    static ChildProcess start(Class<?> main, Path log, List<String> jvmOptions, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        try {
            return new ChildProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To be called by the child: its standard input is a pipe that breaks when its parent dies. */
    static void endWithParent() {
        Thread.ofPlatform().daemon().name("end-with-parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
            } catch (IOException _) {
                // A broken pipe says the same.
            }
            Runtime.getRuntime().halt(1);
        });
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** When it ended by itself; now while it has not. */
    Instant endedAt() {
        return ended.getNow(Instant.now());
    }

    /** As {@code kill -9}: no hook runs, nothing is flushed. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** No thread runs on, and all its connections stay open. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("process %d took no SIG%s".formatted(process.pid(), name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As {@code kill}: it may do what it does at its end. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }
}
