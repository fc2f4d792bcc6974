package dev.waymark.resilience;

import dev.waymark.local.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The long run: {@code resilience/run}. Ends with 1 where the oracle found anything. */
@Command(
        name = "resilience/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the system in processes, harms it under load and says what it lost.")
public final class FaultBench implements Callable<Integer> {

    @Parameters(paramLabel = "<scenario>", description = "${COMPLETION-CANDIDATES}; all without one.")
    private List<Scenario> scenarios = List.of(Scenario.values());

    @Option(names = "--seed", description = "Of load and harm; a new one without it.")
    private long seed = Instant.now().toEpochMilli();

    @Option(names = "--minutes", defaultValue = "1", description = "How long each is harmed (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--rate", defaultValue = "25", description = "Requests a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--report", description = "A file to write what came of it to, as Markdown.")
    private @Nullable Path report;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Scenario.class, FaultBench::scenario)
                .execute(arguments));
    }

    private static Scenario scenario(String title) {
        return Scenario.valueOf(title.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        var home = Files.createTempDirectory("waymark-faults");
        Logs.to(home);
        System.out.println("data and logs: " + home);
        var results = new ArrayList<ScenarioRun.Result>();
        for (var scenario : scenarios) {
            System.out.printf("%s (%s), seed %d%n", scenario.title(), scenario.description(), seed);
            var folder = home.resolve(scenario.title());
            var result = new ScenarioRun(scenario, seed, rate, Duration.ofMinutes(minutes), folder).execute();
            System.out.println("  " + result);
            results.add(result);
            // Whoever ends it in the middle has what there is.
            if (report != null) {
                write(report, results);
            }
        }
        return results.stream().allMatch(result -> result.violations().isEmpty()) ? 0 : 1;
    }

    private static void write(Path file, List<ScenarioRun.Result> results) {
        try {
            Files.writeString(file, Report.of(results));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
