package dev.waymark.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One system for all tests of a JVM: starting it takes most of their time. */
final class SharedSystem {

    private static @Nullable LocalSystem system;

    private SharedSystem() {}

    /** Not in a static initialiser: the threads that start its parts would wait for that to end. */
    static synchronized LocalSystem get() {
        if (system == null) {
            system = start();
        }
        return system;
    }

    private static LocalSystem start() {
        try {
            var data = Files.createTempDirectory(Path.of("target"), "journey");
            Logs.to(data.resolve("logs"));
            var started = LocalSystem.start(LocalSettings.anywhere(data), _ -> {});
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
