package dev.waymark.local;

import dev.waymark.contract.view.DeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetter.Outcome;
import dev.waymark.platform.kafka.BrokerUnavailable;
import dev.waymark.platform.kafka.DeadLetterLog;
import dev.waymark.platform.redaction.RedactedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records that a consumer could not process: of the system on this machine, or of any other whose brokers are named. */
@Command(
        name = "dead-letters",
        description =
                "Records that could not be processed: list them, look at one, write them to their topics once more.")
final class DeadLetterCommands {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Command(name = "list", description = "Lists those that wait, oldest first, with their reasons.")
    int list(
            @Mixin Brokers brokers,
            @Option(names = "--all", description = "Also those that were written once more.") boolean all) {
        try (var log = brokers.log()) {
            var letters = read(log).stream()
                    .filter(letter -> all || letter.redrivenAt() == null)
                    .toList();
            letters.forEach(this::print);
            spec.commandLine().getOut().printf("%d dead letters%n", letters.size());
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "show", description = "Shows one: where it comes from, and its fields with their values masked.")
    int show(@Mixin Brokers brokers, @Parameters(paramLabel = "<id>") String id) {
        try (var log = brokers.log()) {
            var letter = find(read(log), id);
            print(letter);
            spec.commandLine()
                    .getOut()
                    .println(log.value(letter).map(RedactedJson::of).orElse("It is kept no more."));
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(
            name = "redrive",
            description = {
                "Writes dead letters to the end of the topics they come from, each once.",
                "Mend first what they met: what fails again is a new dead letter."
            })
    int redrive(
            @Mixin Brokers brokers,
            @Parameters(arity = "0..*", paramLabel = "<id>") List<String> ids,
            @Option(names = "--all", description = "All that wait.") boolean all,
            @Option(names = "--topic", description = "Of those only the ones of this topic.") @Nullable String topic) {
        if (all == (ids != null && !ids.isEmpty())) {
            throw new CommandException("Name the dead letters, or write --all.");
        }
        try (var log = brokers.log()) {
            var letters = read(log);
            var chosen = all
                    ? letters.stream()
                            .filter(letter -> letter.redrivenAt() == null)
                            .filter(letter -> topic == null || topic.equals(letter.topic()))
                            .toList()
                    : ids.stream().map(id -> find(letters, id)).toList();
            var areAllRedriven = true;
            for (var letter : chosen) {
                var result = log.redrive(letter);
                spec.commandLine().getOut().printf("%s  %s%n", letter.id(), sentence(result));
                areAllRedriven &= result != Outcome.INCOMPLETE;
            }
            return areAllRedriven ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void print(DeadLetter letter) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%s  %s  offset %d of %s-%d, %d bytes%s%s%n    %s%n",
                        letter.id(),
                        letter.parkedAt(),
                        letter.offset(),
                        letter.topic(),
                        letter.partition(),
                        letter.length(),
                        letter.whole() ? "" : ", cut",
                        letter.redrivenAt() == null ? "" : ", written once more " + letter.redrivenAt(),
                        letter.reason());
    }

    private static String sentence(Outcome result) {
        return switch (result) {
            case REDRIVEN -> "written to its topic";
            case ALREADY_REDRIVEN -> "was written to its topic before: nothing was done";
            case INCOMPLETE -> "cannot be written: it was too large to be kept whole, and its topic has it no more";
        };
    }

    private static List<DeadLetter> read(DeadLetterLog log) {
        try {
            if (log.refresh(TIMEOUT)) {
                return log.letters();
            }
        } catch (BrokerUnavailable e) {
            throw new CommandException("No broker answers: name it with --brokers.", e);
        }
        throw new CommandException("There is more than can be read in %d s.".formatted(TIMEOUT.toSeconds()));
    }

    private static DeadLetter find(List<DeadLetter> letters, String id) {
        return letters.stream()
                .filter(letter -> letter.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "There is no dead letter \"%s\": ./waymark dead-letters list names them.".formatted(id)));
    }

    /** Where they are. */
    static final class Brokers {

        @Mixin
        final PortOptions port = new PortOptions();

        @Option(names = "--brokers", paramLabel = "host:port,…", description = "The brokers of another one.")
        @Nullable
        String brokers;

        @Option(
                names = "--kafka-properties",
                paramLabel = "<file>",
                description =
                        "How its brokers are spoken to, as Kafka's own tools take it (security.protocol, sasl.…).")
        @Nullable
        Path properties;

        DeadLetterLog log() {
            // Kafka's clients log a lot, and the terminal is for people.
            Logs.to(Path.of(System.getProperty("java.io.tmpdir"), "waymark"));
            var connection = new HashMap<String, Object>(read());
            connection.put(
                    "bootstrap.servers",
                    brokers == null ? "localhost:" + Ports.from(port.base).of(Ports.Use.KAFKA) : brokers);
            return new DeadLetterLog(connection);
        }

        private Map<String, String> read() {
            var read = new Properties();
            if (properties != null) {
                try (var in = Files.newBufferedReader(properties)) {
                    read.load(in);
                } catch (IOException e) {
                    throw new CommandException("%s cannot be read.".formatted(properties), e);
                }
            }
            var named = new HashMap<String, String>();
            read.stringPropertyNames().forEach(name -> named.put(name, read.getProperty(name)));
            return named;
        }
    }
}
