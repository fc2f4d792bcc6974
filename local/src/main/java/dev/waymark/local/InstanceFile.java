package dev.waymark.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the data folder with the address of the running system, so that other commands find it. */
record InstanceFile(URI url) {

    private static final String FILE = "url";

    static InstanceFile read(Path data) {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) {
            throw new CommandException("Nothing runs on the data in %s: start it with ./waymark up first."
                    .formatted(data.toAbsolutePath().normalize()));
        }
        try {
            return new InstanceFile(URI.create(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException("Waymark cannot read %s: delete it and start again.".formatted(file), e);
        }
    }

    /** A system that is gone, or not yet up, has no address. */
    static void delete(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new CommandException(
                    "Waymark cannot delete %s: make its folder writable.".formatted(data.resolve(FILE)), e);
        }
    }

    void write(Path data) {
        var file = data.resolve(FILE);
        try {
            Files.writeString(file, url + "\n");
        } catch (IOException e) {
            throw new CommandException("Waymark cannot write %s: make it writable.".formatted(file), e);
        }
    }
}
