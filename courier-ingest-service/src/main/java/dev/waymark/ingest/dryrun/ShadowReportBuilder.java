package dev.waymark.ingest.dryrun;

import dev.waymark.contract.view.ShadowReport;
import dev.waymark.contract.view.ShadowReport.ShadowDifference;
import dev.waymark.contract.view.ShadowReport.ShadowSample;
import dev.waymark.contract.view.ShadowReport.ShadowSample.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums up comparisons. */
final class ShadowReportBuilder {

    private static final int MAX_SAMPLES = 20;

    /** Past this many kinds of difference, the two files are better compared by reading them. */
    private static final int MAX_DIFFERENCES = 200;

    private final Set<String> rawIds = new HashSet<>();
    private final List<Result> results = new ArrayList<>();
    private final Map<MappingComparison.Difference, ShadowDifference> differences = new LinkedHashMap<>();
    private final List<ShadowSample> samples = new ArrayList<>();

    /** True when the webhook was not added before. */
    boolean addWebhook(String rawId) {
        return rawIds.add(rawId);
    }

    void add(String rawId, MappingComparison comparison) {
        results.add(comparison.result());
        if (comparison.result() != Result.SAME && samples.size() < MAX_SAMPLES) {
            samples.add(new ShadowSample(rawId, comparison.result()));
        }
        comparison.differences().stream()
                .filter(difference -> differences.containsKey(difference) || differences.size() < MAX_DIFFERENCES)
                .forEach(difference -> differences.merge(
                        difference,
                        counted(difference, 1, rawId),
                        (known, _) -> counted(difference, known.count() + 1, known.rawId())));
    }

    ShadowReport build(String mapping, String candidate) {
        return new ShadowReport(
                mapping,
                candidate,
                rawIds.size(),
                Collections.frequency(results, Result.SAME),
                Collections.frequency(results, Result.DIFFERENT),
                Collections.frequency(results, Result.WORSE),
                Collections.frequency(results, Result.BETTER),
                differences.values().stream()
                        .sorted(Comparator.comparingInt(ShadowDifference::count).reversed())
                        .toList(),
                samples);
    }

    private static ShadowDifference counted(MappingComparison.Difference difference, int count, String rawId) {
        return new ShadowDifference(
                difference.place(), difference.change(), difference.from(), difference.to(), count, rawId);
    }
}
