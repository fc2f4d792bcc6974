package dev.waymark.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/**
 * All that must not be guessed, made at the first start on a data folder and kept there: without the keys the data in
 * it cannot be read any more.
 */
public final class Secrets {

    static final String FILE = "secrets.properties";

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

    /** The key that {@code caller} signs its service tokens with. */
    String serviceKey(String caller) {
        return value("service." + caller);
    }

    String vaultKey() {
        return value("vault");
    }

    String indexKey() {
        return value("index");
    }

    String linkKey() {
        return value("link");
    }

    String sessionKey() {
        return value("session");
    }

    String recipientKey() {
        return value("recipient");
    }

    /** What the demo shop shows to place orders. */
    public String shopApiKey() {
        return value("shop-api-key");
    }

    public String easyPostSecret() {
        return value("courier.easypost");
    }

    /** CDEK signs nothing: this part of the address is all it knows. */
    public String cdekPath() {
        return value("courier.cdek");
    }

    /** As Standard Webhooks writes it, with its {@code whsec_}. */
    public String waymarkSecret() {
        return value("courier.waymark");
    }

    /** Keys stay out of every log. */
    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }

    private String value(String name) {
        var value = values.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + ": missing in " + FILE);
        }
        return value;
    }

    private static boolean makeMissing(Properties values) {
        var before = values.size();
        for (var name : new String[] {
            "service.gateway", "service.notification-service", "vault", "index", "link", "session", "recipient"
        }) {
            values.putIfAbsent(name, Base64.getEncoder().encodeToString(random(32)));
        }
        values.putIfAbsent("shop-api-key", "wmk_" + urlSafe(24));
        values.putIfAbsent("courier.easypost", urlSafe(24));
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
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String urlSafe(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
    }

    private static byte[] random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return value;
    }
}
