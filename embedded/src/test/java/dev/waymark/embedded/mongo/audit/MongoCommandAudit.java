package dev.waymark.embedded.mongo.audit;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes every command, operator and option that a client sends and that `mongodb-allowed.csv` does not list.
 *
 * <p>It refuses none: the driver swallows a listener's exception, and an error may leave a reactive caller without an
 * answer. {@link AllowedMongoCommandsExtension} fails the test instead.
 */
public final class MongoCommandAudit implements CommandListener {

    private static final Logger log = LoggerFactory.getLogger(MongoCommandAudit.class);

    private static final MongoCommandAudit SHARED = new MongoCommandAudit(AllowedCommands.checkedIn());

    /** What drivers and health checks do by themselves. */
    private static final Set<String> NOISE = Set.of(
            "hello", "ismaster", "ping", "buildinfo", "endsessions", "saslstart", "saslcontinue", "replsetinitiate");

    private final AllowedCommands allowed;
    private final Set<CommandUsage> violations = new LinkedHashSet<>();

    MongoCommandAudit(AllowedCommands allowed) {
        this.allowed = allowed;
    }

    /** The one that all clients of a test JVM register. */
    public static MongoCommandAudit shared() {
        return SHARED;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (NOISE.contains(event.getCommandName().toLowerCase(Locale.ROOT))) {
            return;
        }
        for (var usage : CommandUsage.in(event.getCommandName(), event.getCommand())) {
            if (!allowed.permit(usage)) {
                note(usage);
            }
        }
    }

    private synchronized void note(CommandUsage usage) {
        if (violations.add(usage)) {
            log.error("{}", describe(usage));
        }
    }

    /** What was usage without being listed, in sentences. */
    public synchronized List<String> violations() {
        return violations.stream().map(MongoCommandAudit::describe).toList();
    }

    /** Says what was usage without being listed, and forgets it. */
    public synchronized void failOnViolations() {
        var found = violations();
        violations.clear();
        if (!found.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), found));
        }
    }

    private static String describe(CommandUsage usage) {
        return "MongoDB's %s is not listed. Look it up in the manual, also for sharded clusters; then add a line \"%s,%s,%s,…\" to %s."
                .formatted(
                        usage,
                        usage.kind().word(),
                        usage.name(),
                        usage.kind() == CommandUsage.Kind.COMMAND ? "" : usage.command(),
                        AllowedCommands.FILE);
    }
}
