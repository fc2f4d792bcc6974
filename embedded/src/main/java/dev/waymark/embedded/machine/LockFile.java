package dev.waymark.embedded.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that one process at a time holds; when a process is killed, the operating system releases it. */
public record LockFile(FileChannel file) implements AutoCloseable {

    /** Absent when another holds it, be it in this process. */
    public static Optional<LockFile> tryLock(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return Optional.of(new LockFile(file));
            }
        } catch (OverlappingFileLockException _) {
            // Held in this process.
        }
        file.close();
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
