package dev.waymark.local;

import dev.waymark.embedded.machine.LockFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/** The folder that holds all that this system remembers, for one process at a time, and its address while it runs. */
record DataFolder(Path path, LockFile lock) implements AutoCloseable {

    /** A broker whose disk fills up stops for good, so we do not begin with less. */
    private static final DataSize LEAST_FREE = DataSize.ofMegabytes(512);

    private static final String URL_FILE = "url";

    static DataFolder claim(Path folder) {
        return claim(folder, LEAST_FREE);
    }

    static DataFolder claim(Path folder, DataSize leastFree) {
        var path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            var lock = LockFile.tryLock(path.resolve("waymark.lock"))
                    .orElseThrow(() -> new CommandException(
                            "Waymark already runs on the data in %s: stop that one first, or use other data with --data <folder>."
                                    .formatted(path)));
            var free = DataSize.ofBytes(Files.getFileStore(path).getUsableSpace());
            if (free.compareTo(leastFree) < 0) {
                lock.close();
                throw new CommandException(
                        "The disk of %s has %d MB left and Waymark needs %d MB: free some space, or use another disk with --data <folder>."
                                .formatted(path, free.toMegabytes(), leastFree.toMegabytes()));
            }
            return new DataFolder(path, lock);
        } catch (IOException e) {
            throw new CommandException(
                    "Waymark cannot write to %s: make it writable, or use another folder with --data <folder>."
                            .formatted(path),
                    e);
        }
    }

    /** Where {@code part} of it is, as somebody types it who stands where we were started. */
    String shown(String part) {
        var here = Path.of("").toAbsolutePath();
        var whole = path.resolve(part);
        return (whole.startsWith(here) ? here.relativize(whole) : whole).toString();
    }

    /** The address of the system that runs on {@code data}. */
    static URI publishedUrl(Path data) {
        var file = data.resolve(URL_FILE);
        if (!Files.exists(file)) {
            throw new CommandException("Nothing runs on the data in %s: start it with ./waymark up first."
                    .formatted(data.toAbsolutePath().normalize()));
        }
        try {
            return URI.create(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException("Waymark cannot read %s: delete it and start again.".formatted(file), e);
        }
    }

    /** Other commands find the system by it. */
    void publish(URI url) {
        var file = path.resolve(URL_FILE);
        try {
            Files.writeString(file, url + "\n");
        } catch (IOException e) {
            throw new CommandException("Waymark cannot write %s: make it writable.".formatted(file), e);
        }
    }

    /** A system that is gone, or not yet up, has no address. */
    void withdrawUrl() {
        var file = path.resolve(URL_FILE);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CommandException("Waymark cannot delete %s: make its folder writable.".formatted(file), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
