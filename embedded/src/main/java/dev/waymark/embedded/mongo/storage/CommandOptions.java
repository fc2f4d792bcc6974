package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Map;
import java.util.Set;

/** Refuses an option that a command does not have, as MongoDB does; the library ignores it. */
final class CommandOptions {

    private static final int UNKNOWN_FIELD = 40415;

    /** Options of every command. The manual's page {@code reference/command}. */
    private static final Set<String> GENERAL = Set.of(
            "$db",
            "$readPreference",
            "$clusterTime",
            "lsid",
            "txnNumber",
            "apiVersion",
            "apiStrict",
            "apiDeprecationErrors",
            "comment",
            "maxTimeMS",
            "readConcern",
            "writeConcern");

    private static final Map<String, Set<String>> BY_COMMAND = Map.of(
            "find",
                    Set.of(
                            "filter",
                            "sort",
                            "projection",
                            "hint",
                            "skip",
                            "limit",
                            "batchSize",
                            "singleBatch",
                            "max",
                            "min",
                            "returnKey",
                            "showRecordId",
                            "tailable",
                            "awaitData",
                            "noCursorTimeout",
                            "allowPartialResults",
                            "collation",
                            "allowDiskUse",
                            "let"),
            "insert", Set.of("documents", "ordered", "bypassDocumentValidation"),
            "update", Set.of("updates", "ordered", "bypassDocumentValidation", "let"),
            "delete", Set.of("deletes", "ordered", "let"),
            "findAndModify",
                    Set.of(
                            "query",
                            "sort",
                            "remove",
                            "update",
                            "new",
                            "fields",
                            "upsert",
                            "bypassDocumentValidation",
                            "collation",
                            "arrayFilters",
                            "hint",
                            "let"),
            "aggregate",
                    Set.of(
                            "pipeline",
                            "explain",
                            "allowDiskUse",
                            "cursor",
                            "bypassDocumentValidation",
                            "collation",
                            "hint",
                            "let"),
            "count", Set.of("query", "limit", "skip", "hint", "collation", "fields"),
            "distinct", Set.of("key", "query", "collation", "hint"),
            "createIndexes", Set.of("indexes", "commitQuorum"));

    private CommandOptions() {}

    static void check(String command, Document options) {
        var known = BY_COMMAND.get(command);
        if (known == null) {
            return;
        }
        for (var option : options.keySet()) {
            if (!option.equals(command) && !known.contains(option) && !GENERAL.contains(option)) {
                throw new MongoServerError(
                        UNKNOWN_FIELD,
                        "Location40415",
                        "BSON field '%s.%s' is an unknown field.".formatted(command, option));
            }
        }
    }
}
