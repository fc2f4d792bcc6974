package dev.waymark.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * All that must not be guessed, made at the first start on a data folder and kept there: without the keys the data in
 * it cannot be read any more.
 */
public final class Secrets {

    static final String FILE = "secrets.properties";

    private static final List<String> KEYS = List.of(
            "service.gateway", "service.notification-service", "vault", "index", "link", "session", "recipient");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    /** Those of {@code data}, made now if it has none; what a newer version adds is made then. */
    public static Secrets of(Path data) {
        var file = data.resolve(FILE);
        var values = new Properties();
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    values.load(reader);
                }
            }
            if (makeMissing(values)) {
                save(values, file);
            }
            return new Secrets(values);
        } catch (IOException e) {
            throw new CommandException(
                    "Waymark cannot keep its keys in %s: make it readable and writable.".formatted(file), e);
        }
    }

    /** Those of a system that was started on {@code data} before. */
    public static Secrets existing(Path data) {
        if (!Files.exists(data.resolve(FILE))) {
            throw new CommandException(
                    "Nothing was started on %s yet: run ./waymark up first, or name its folder with --data <folder>."
                            .formatted(data.toAbsolutePath().normalize()));
        }
        return of(data);
    }

    /** All of them, by the names they are kept under. */
    Properties all() {
        return values;
    }

    /** What the demo shop shows to place orders. */
    public String shopApiKey() {
        return values.getProperty("shop-api-key", "");
    }

    public String easyPostSecret() {
        return values.getProperty("courier.easypost", "");
    }

    /** CDEK signs nothing: this part of the address is all it knows. */
    public String cdekPath() {
        return values.getProperty("courier.cdek", "");
    }

    /** As Standard Webhooks writes it, with its {@code whsec_}. */
    public String waymarkSecret() {
        return values.getProperty("courier.waymark", "");
    }

    private static boolean makeMissing(Properties values) {
        var before = values.size();
        KEYS.forEach(name -> values.putIfAbsent(name, Base64.getEncoder().encodeToString(random(32))));
        var urlSafe = Base64.getUrlEncoder().withoutPadding();
        values.putIfAbsent("shop-api-key", "wmk_" + urlSafe.encodeToString(random(24)));
        values.putIfAbsent("courier.easypost", urlSafe.encodeToString(random(24)));
        values.putIfAbsent("courier.cdek", HexFormat.of().formatHex(random(24)));
        values.putIfAbsent("courier.waymark", "whsec_" + Base64.getEncoder().encodeToString(random(24)));
        return values.size() > before;
    }

    /** Beside and then over: a crash in between leaves the old file whole. */
    private static void save(Properties values, Path file) throws IOException {
        var beside = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(beside);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
            values.store(writer, "Waymark's keys on this machine. Without them the data beside it cannot be read.");
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return value;
    }
}
