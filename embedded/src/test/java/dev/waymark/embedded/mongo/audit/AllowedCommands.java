package dev.waymark.embedded.mongo.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What our code may ask of MongoDB, with the manual's page for each and what it needs on a sharded cluster. */
final class AllowedCommands {

    static final String FILE = "embedded/src/test/resources/mongodb-allowed.csv";

    private static final String ANY_COMMAND = "*";

    private final Set<CommandUsage> allowed = new HashSet<>();

    private AllowedCommands(List<String> lines) {
        lines.stream().skip(1).filter(line -> !line.isBlank()).forEach(this::read);
    }

    static AllowedCommands of(List<String> lines) {
        return new AllowedCommands(lines);
    }

    static AllowedCommands checkedIn() {
        try (var list = AllowedCommands.class.getResourceAsStream("/mongodb-allowed.csv")) {
            return new AllowedCommands(new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        // The remark is last, so it may have commas.
        var columns = line.split(",", 6);
        if (columns.length < 6) {
            throw new IllegalArgumentException(
                    FILE + ": \"" + line + "\" (expected: kind,name,in,manual,since,sharded)");
        }
        var kind = CommandUsage.Kind.valueOf(columns[0].toUpperCase(Locale.ROOT));
        if (kind == CommandUsage.Kind.COMMAND) {
            allowed.add(new CommandUsage(kind, columns[1], columns[1]));
        } else {
            for (var command : columns[2].split(" ", -1)) {
                allowed.add(new CommandUsage(kind, columns[1], command));
            }
        }
    }

    boolean permit(CommandUsage usage) {
        return allowed.contains(usage) || allowed.contains(new CommandUsage(usage.kind(), usage.name(), ANY_COMMAND));
    }
}
