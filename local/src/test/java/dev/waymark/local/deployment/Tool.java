package dev.waymark.local.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine's, where it has it. */
record Tool(Path program) {

    /** The tool called {@code name}; a test that asks in vain is skipped and says why. */
    static Tool onThePath(String name) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return new Tool(program);
            }
        }
        return abort(name + " is not on the PATH: skipped");
    }

    /** What it printed; anything but success is an error that shows what it said. */
    String run(String... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile("tool", ".out");
            var errors = Files.createTempFile("tool", ".err");
            try {
                var process = new ProcessBuilder(command)
                        .directory(ProjectFiles.ROOT.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " did not end");
                }
                if (process.exitValue() != 0) {
                    throw new AssertionError(command + " failed: " + Files.readString(errors, UTF_8));
                }
                return Files.readString(output, UTF_8);
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
