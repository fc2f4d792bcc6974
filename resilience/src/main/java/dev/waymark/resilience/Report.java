package dev.waymark.resilience;

import java.util.List;
import java.util.stream.Collectors;

/** What came of a run, as a table. */
final class Report {

    private static final String HEAD = """
            | scenario | seed | acknowledged | messages, copies, uncertain | crashes | poison | lag gone after | text messages within | the oracle found |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private Report() {}

    static String of(List<ScenarioRun.Result> results) {
        return HEAD + results.stream().map(Report::row).collect(Collectors.joining());
    }

    private static String row(ScenarioRun.Result result) {
        var figures = result.figures();
        return "| %s | %d | %d orders, %d scans | %d, %d, %d | %d | %d | %.1f s | %.1f s | %s |%n"
                .formatted(
                        result.run().scenario().description(),
                        result.run().seed(),
                        figures.get("orders"),
                        figures.get("scans"),
                        figures.get("messages"),
                        figures.get("duplicates"),
                        figures.get("uncertain"),
                        figures.get("crashes"),
                        figures.get("poison"),
                        result.lagGoneAfter().toMillis() / 1e3,
                        result.textMessageDelay().toMillis() / 1e3,
                        result.violations().isEmpty() ? "nothing" : String.join("<br>", result.violations()));
    }
}
