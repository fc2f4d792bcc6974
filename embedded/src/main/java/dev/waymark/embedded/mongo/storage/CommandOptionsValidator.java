package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.waymark.embedded.machine.PropertiesResource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses an option that a command does not have, as MongoDB does; the library ignores it. */
final class CommandOptionsValidator {

    private static final int UNKNOWN_FIELD = 40415;

    private static final Map<String, Set<String>> BY_COMMAND =
            PropertiesResource.load(CommandOptionsValidator.class, "command-options.properties").entrySet().stream()
                    .collect(Collectors.toMap(
                            command -> (String) command.getKey(),
                            command -> Set.of(((String) command.getValue()).split(" "))));

    private static final Set<String> OF_EVERY_COMMAND = BY_COMMAND.getOrDefault("every command", Set.of());

    private CommandOptionsValidator() {}

    static void check(String command, Document options) {
        var known = BY_COMMAND.get(command);
        if (known == null) {
            return;
        }
        for (var option : options.keySet()) {
            if (!option.equals(command) && !known.contains(option) && !OF_EVERY_COMMAND.contains(option)) {
                throw new MongoServerError(
                        UNKNOWN_FIELD,
                        "Location40415",
                        "BSON field '%s.%s' is an unknown field.".formatted(command, option));
            }
        }
    }
}
