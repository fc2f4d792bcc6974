package dev.waymark.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The folder that holds all that this system remembers, for one process at a time. */
final class DataFolder implements AutoCloseable {

    /** A broker whose disk fills up stops for good, so we do not begin with less. */
    private static final DataSize LEAST_FREE = DataSize.ofMegabytes(512);

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static DataFolder claim(Path folder) {
        return claim(folder, LEAST_FREE);
    }

    static DataFolder claim(Path folder, DataSize leastFree) {
        var path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            var lockFile =
                    FileChannel.open(path.resolve("waymark.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new CommandException(
                        "Waymark already runs on the data in %s: stop that one first, or use other data with --data <folder>."
                                .formatted(path));
            }
            var free = DataSize.ofBytes(Files.getFileStore(path).getUsableSpace());
            if (free.compareTo(leastFree) < 0) {
                lockFile.close();
                throw new CommandException(
                        "The disk of %s has %d MB left and Waymark needs %d MB: free some space, or use another disk with --data <folder>."
                                .formatted(path, free.toMegabytes(), leastFree.toMegabytes()));
            }
            return new DataFolder(path, lockFile);
        } catch (IOException e) {
            throw new CommandException(
                    "Waymark cannot write to %s: make it writable, or use another folder with --data <folder>."
                            .formatted(path),
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** Where {@code part} of it is, as somebody types it who stands where we were started. */
    String shown(String part) {
        var here = Path.of("").toAbsolutePath();
        var whole = path.resolve(part);
        return (whole.startsWith(here) ? here.relativize(whole) : whole).toString();
    }

    /** Lets go; when a process is killed, the operating system does. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot let go of " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }
}
