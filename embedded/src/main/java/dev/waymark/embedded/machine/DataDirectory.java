package dev.waymark.embedded.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory that one server at a time keeps its data in, held until it is closed. */
public final class DataDirectory implements AutoCloseable {

    /** Below this a broker fails at its first segment, with a message nobody understands. */
    private static final long LEAST_USABLE_BYTES = 64L * 1024 * 1024;

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    public static DataDirectory claim(String server, Path path) {
        try {
            Files.createDirectories(path);
            if (Files.getFileStore(path).getUsableSpace() < LEAST_USABLE_BYTES) {
                throw new ServerStartException("%s cannot keep data in %s: the disk is full; free at least %d MB."
                        .formatted(server, path, LEAST_USABLE_BYTES >> 20));
            }
            // A name of our own: brokers lock their `.lock` themselves.
            var lockFile =
                    FileChannel.open(path.resolve(".in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new ServerStartException(
                        "%s cannot use %s: another one does; stop that, or choose another directory."
                                .formatted(server, path));
            }
            return new DataDirectory(path, lockFile);
        } catch (IOException e) {
            throw new ServerStartException("%s cannot write to %s: %s.".formatted(server, path, e.getMessage()), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    /** Lets go; the operating system does it for a process that was killed. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot unlock " + path, e);
        }
    }
}
