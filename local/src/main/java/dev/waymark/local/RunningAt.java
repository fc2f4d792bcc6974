package dev.waymark.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the system that runs on some data is reached, so that other commands find it. */
record RunningAt(URI url) {

    private static final String FILE = "url";

    static RunningAt of(Path data) {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) {
            throw new CannotRun("Nothing runs on the data in %s: start it with ./waymark up first."
                    .formatted(data.toAbsolutePath().normalize()));
        }
        try {
            return new RunningAt(URI.create(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotRun("Waymark cannot read %s: delete it and start again.".formatted(file), e);
        }
    }

    /** Nobody is to be sent to a system that is gone, or not yet there. */
    static void forget(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new CannotRun("Waymark cannot delete %s: make its folder writable.".formatted(data.resolve(FILE)), e);
        }
    }

    void note(Path data) {
        var file = data.resolve(FILE);
        try {
            Files.writeString(file, url + "\n");
        } catch (IOException e) {
            throw new CannotRun("Waymark cannot write %s: make it writable.".formatted(file), e);
        }
    }
}
