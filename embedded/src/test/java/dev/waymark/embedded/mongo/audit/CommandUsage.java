package dev.waymark.embedded.mongo.audit;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** One thing that a command asks of the server. */
record CommandUsage(Kind kind, String name, String command) {

    enum Kind {
        COMMAND,
        OPERATOR,
        OPTION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What drivers say by themselves. */
    private static final Set<String> NOISE = Set.of(
            "lsid",
            "$db",
            "$clusterTime",
            "$readPreference",
            "txnNumber",
            "apiVersion",
            "apiStrict",
            "apiDeprecationErrors",
            "comment");

    /** Options whose value is a list of statements with options of their own. */
    private static final Set<String> STATEMENTS = Set.of("updates", "deletes", "indexes");

    static Set<CommandUsage> in(String command, BsonDocument document) {
        Set<CommandUsage> usage = new LinkedHashSet<>();
        usage.add(new CommandUsage(Kind.COMMAND, command, command));
        document.forEach((option, value) -> {
            if (option.equalsIgnoreCase(command) || NOISE.contains(option)) {
                return;
            }
            option(option, value, command, usage);
            if (STATEMENTS.contains(option)) {
                value.asArray()
                        .forEach(statement -> statement
                                .asDocument()
                                .forEach((name, part) -> option(option + "." + name, part, command, usage)));
            }
            operators(value, command, usage);
        });
        return usage;
    }

    private static void option(String name, BsonValue value, String command, Set<CommandUsage> usage) {
        // `$set` in a pipeline is another `$set`.
        var pipeline = value.isArray() && (name.equals("update") || name.equals("updates.u"));
        usage.add(new CommandUsage(Kind.OPTION, pipeline ? name + " as a pipeline" : name, command));
    }

    private static void operators(BsonValue value, String command, Set<CommandUsage> usage) {
        if (value.isArray()) {
            value.asArray().forEach(element -> operators(element, command, usage));
        } else if (value.isDocument()) {
            value.asDocument().forEach((key, part) -> {
                if (key.startsWith("$")) {
                    usage.add(new CommandUsage(Kind.OPERATOR, key, command));
                }
                operators(part, command, usage);
            });
        }
    }

    @Override
    public String toString() {
        return kind == Kind.COMMAND ? "command " + name : "%s %s of command %s".formatted(kind.word(), name, command);
    }
}
