package dev.waymark.embedded.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that one server at a time keeps its data in, held until it is closed. */
public record DataDirectory(Path path, LockFile lock) implements AutoCloseable {

    /** Below this a broker fails at its first segment, with a message nobody understands. */
    private static final long LEAST_USABLE_BYTES = 64L * 1024 * 1024;

    public static DataDirectory claim(String server, Path path) {
        try {
            Files.createDirectories(path);
            if (Files.getFileStore(path).getUsableSpace() < LEAST_USABLE_BYTES) {
                throw new ServerStartException("%s cannot keep data in %s: the disk is full; free at least %d MB."
                        .formatted(server, path, LEAST_USABLE_BYTES >> 20));
            }
            // A name of our own: brokers lock their `.lock` themselves.
            return LockFile.tryLock(path.resolve(".in-use"))
                    .map(lock -> new DataDirectory(path, lock))
                    .orElseThrow(() -> new ServerStartException(
                            "%s cannot use %s: another one does; stop that, or choose another directory."
                                    .formatted(server, path)));
        } catch (IOException e) {
            throw new ServerStartException("%s cannot write to %s: %s.".formatted(server, path, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
