package dev.waymark.local;

import dev.waymark.ingest.courier.mapping.InvalidMappingFile;
import dev.waymark.local.dryrun.DryRunReport;
import dev.waymark.local.dryrun.PayloadDryRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies a mapping to payloads and compares the results with expectations, without a running system. */
@Command(
        name = "test",
        description = {
            "Applies a mapping to payloads, prints what would be published, and compares it with the expectations beside the payloads.",
            "Needs no running system; ends with 1 when a result differs from its expectation, or a payload is unmappable."
        })
final class CourierTestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Parameters(paramLabel = "<mapping>", description = "a mapping file, or the code of a bundled courier")
    String mapping = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "<payloads>",
            description = "files, or folders of them; of scan.json the expectation is scan.expected.json")
    List<Path> payloads = List.of();

    @Option(names = "--header", paramLabel = "name=value", description = "A header of the payloads.")
    Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints the results as JSON instead of a table.")
    boolean json;

    @Option(names = "--keep", description = "Writes the result as the expectation, for payloads that have none.")
    boolean keep;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var dryRun = dryRun();
        var results = PayloadDryRun.payloads(payloads).stream().map(dryRun::map).toList();
        var report = new DryRunReport(out);
        for (var result : results) {
            if (json) {
                out.println(result.json().toPrettyString());
            } else {
                report.print(result);
            }
            if (keep && result.expected() == null) {
                PayloadDryRun.keep(result);
            }
        }
        var wrong = results.stream().filter(result -> !result.isAsExpected()).count();
        if (!json) {
            out.printf("%s: %d payloads, %d wrong%n", dryRun.mapping().label(), results.size(), wrong);
        }
        return wrong == 0 && !results.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private PayloadDryRun dryRun() {
        try {
            return PayloadDryRun.of(mapping, headers);
        } catch (InvalidMappingFile e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }
}
