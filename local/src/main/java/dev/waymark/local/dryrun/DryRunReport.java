package dev.waymark.local.dryrun;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.MappingResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Prints the results of a dry run as tables. */
public record DryRunReport(PrintWriter out) {

    private static final List<String> COLUMNS =
            List.of("shipment", "occurred at", "zone", "fact", "place", "raw status");

    /** Prints one payload with its checkpoints, and the differences from its expectation. */
    public void print(PayloadDryRun.Result result) {
        out.printf("%s %s%n", verdict(result), result.payload());
        switch (result.mapped()) {
            case MappingResult.Mapped mapped -> table(mapped);
            case MappingResult.Ignored ignored ->
                out.printf(
                        "  ignored: %s; the raw webhook is %s%n",
                        ignored.reason(), ignored.keepRaw() ? "kept" : "dropped");
            case MappingResult.Unmappable(var reason) -> out.printf("  unmappable: %s%n", reason);
        }
        var expected = result.expected();
        if (expected != null && !result.isAsExpected()) {
            differences("", expected, result.json()).forEach(line -> out.printf("  %s%n", line));
        }
    }

    private static String verdict(PayloadDryRun.Result result) {
        if (!result.isAsExpected()) {
            return "WRONG";
        }
        return result.expected() == null ? "read " : "good ";
    }

    private void table(MappingResult.Mapped mapped) {
        var rows = Stream.concat(Stream.of(COLUMNS), mapped.events().stream().flatMap(DryRunReport::rows))
                .toList();
        var format = IntStream.range(0, COLUMNS.size())
                .mapToObj(column -> "%-" + width(rows, column) + "s")
                .collect(Collectors.joining(" ", "  ", ""));
        rows.forEach(row -> out.println(format.formatted(row.toArray()).stripTrailing()));
        if (!mapped.unmappedCodes().isEmpty()) {
            out.printf("  no row for: %s%n", String.join(", ", mapped.unmappedCodes()));
        }
    }

    private static Stream<List<String>> rows(TrackingEvent event) {
        var eta = Stream.ofNullable(event.eta())
                .map(expected -> expected.until().equals(expected.from())
                        ? "expected " + expected.from()
                        : "expected " + expected.from() + ".." + expected.until())
                .map(expected -> List.of(event.trackingNumber().value(), "", "", expected, "", ""));
        return Stream.concat(event.checkpoints().stream().map(checkpoint -> row(event, checkpoint)), eta);
    }

    private static List<String> row(TrackingEvent event, Checkpoint checkpoint) {
        return List.of(
                event.trackingNumber().value(),
                checkpoint.time().occurredAt().toString(),
                checkpoint.time().zoneQuality().name(),
                fact(checkpoint.fact()) + " " + checkpoint.direction(),
                checkpoint.place() == null ? "" : where(checkpoint.place()),
                Stream.of(checkpoint.rawStatus().code(), checkpoint.rawStatus().text())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(": ")));
    }

    private static String fact(Fact fact) {
        return switch (fact) {
            case Fact.Status(var status) -> status;
            case Fact.Information(var notice) -> "notice " + notice;
            case Fact.Retraction(var retracted) -> "retraction of " + retracted;
        };
    }

    private static String where(Place place) {
        return Stream.of(place.facility(), place.city(), place.region(), place.country())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    /** Where two trees differ, leaf by leaf. */
    private static Stream<String> differences(String at, JsonNode expected, JsonNode read) {
        if (expected.equals(read)) {
            return Stream.empty();
        }
        if (expected.isObject() && read.isObject()) {
            return Stream.concat(expected.propertyNames().stream(), read.propertyNames().stream())
                    .distinct()
                    .flatMap(name -> differences(at + "/" + name, expected.path(name), read.path(name)));
        }
        if (expected.isArray() && read.isArray()) {
            return IntStream.range(0, Math.max(expected.size(), read.size()))
                    .boxed()
                    .flatMap(i -> differences(at + "/" + i, expected.path(i), read.path(i)));
        }
        return Stream.of("%s: expected %s, read %s".formatted(at, shown(expected), shown(read)));
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
