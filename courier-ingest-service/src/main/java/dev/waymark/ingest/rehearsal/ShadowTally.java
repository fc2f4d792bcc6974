package dev.waymark.ingest.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds comparisons up to a report. */
final class ShadowTally {

    private static final int MOST_SAMPLES = 20;

    /** Two mappings that differ in more ways than this are compared by reading them. */
    private static final int MOST_DIFFERENCES = 200;

    private final Set<String> rawIds = new HashSet<>();
    private final Map<Comparison.Result, Integer> results = new EnumMap<>(Comparison.Result.class);
    private final Map<Comparison.Difference, ShadowReport.Count> differences = new LinkedHashMap<>();
    private final List<ShadowReport.Sample> samples = new ArrayList<>();

    /** Whether the webhook was not seen yet. */
    boolean isNew(String rawId) {
        return rawIds.add(rawId);
    }

    void add(String rawId, Comparison comparison) {
        results.merge(comparison.result(), 1, Integer::sum);
        if (comparison.result() != Comparison.Result.SAME && samples.size() < MOST_SAMPLES) {
            samples.add(new ShadowReport.Sample(rawId, comparison.result()));
        }
        comparison.differences().forEach(difference -> count(rawId, difference));
    }

    ShadowReport report(String mapping, String shadow) {
        return new ShadowReport(
                mapping,
                shadow,
                rawIds.size(),
                counted(Comparison.Result.SAME),
                counted(Comparison.Result.DIFFERENT),
                counted(Comparison.Result.WORSE),
                counted(Comparison.Result.BETTER),
                differences.values().stream()
                        .sorted(Comparator.comparingInt(ShadowReport.Count::count)
                                .reversed())
                        .toList(),
                samples);
    }

    private void count(String rawId, Comparison.Difference difference) {
        var known = differences.get(difference);
        if (known != null) {
            differences.put(difference, new ShadowReport.Count(difference, known.count() + 1, known.rawId()));
        } else if (differences.size() < MOST_DIFFERENCES) {
            differences.put(difference, new ShadowReport.Count(difference, 1, rawId));
        }
    }

    private int counted(Comparison.Result result) {
        return results.getOrDefault(result, 0);
    }
}
