package dev.waymark.local;

import dev.waymark.ingest.courier.mapping.InvalidMappingFile;
import dev.waymark.local.rehearsal.MappingTrial;
import dev.waymark.local.rehearsal.TrialReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads payloads by a mapping and compares with what is expected of them. Nothing has to run for that. */
@Command(
        name = "test",
        description = {
            "Reads payloads by a mapping, prints what would be published, and compares it with the expectations beside the payloads.",
            "Needs nothing running; ends with 1 when a payload reads otherwise than expected, or cannot be read."
        })
final class CourierTestCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "<mapping>", description = "a mapping file, or the code of a courier that Waymark knows")
    String mapping = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "<payloads>",
            description = "files, or folders of them; of scan.json the expectation is scan.expected.json")
    List<Path> payloads = List.of();

    @Option(names = "--header", paramLabel = "name=value", description = "A header that the payloads came with.")
    @Nullable
    Map<String, String> headers;

    @Option(names = "--json", description = "Prints what was read as JSON instead of a table.")
    boolean json;

    @Option(names = "--keep", description = "Makes what was read the expectation, of payloads that have none yet.")
    boolean keep;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not started by picocli");
        }
        var out = spec.commandLine().getOut();
        var trial = trial();
        var outcomes = MappingTrial.payloads(payloads).stream().map(trial::read).toList();
        var report = new TrialReport(out);
        for (var outcome : outcomes) {
            if (json) {
                out.println(outcome.written().toPrettyString());
            } else {
                report.print(outcome);
            }
            if (keep && outcome.expected() == null) {
                MappingTrial.keep(outcome);
            }
        }
        var wrong = outcomes.stream().filter(outcome -> !outcome.isGood()).count();
        if (!json) {
            out.printf("%s: %d payloads, %d wrong%n", trial.label(), outcomes.size(), wrong);
        }
        return wrong == 0 && !outcomes.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private MappingTrial trial() {
        try {
            return MappingTrial.of(mapping, headers == null ? Map.of() : headers);
        } catch (InvalidMappingFile e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }
}
