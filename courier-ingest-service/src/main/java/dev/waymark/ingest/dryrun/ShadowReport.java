package dev.waymark.ingest.dryrun;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a candidate mapping compares with the active one, over the newest webhooks of its courier.
 *
 * @param mapping the active mapping's label, such as {@code cdek/1}
 * @param candidate the candidate's label
 * @param webhooks how many both mappings read, each once however often it came
 * @param worse only the active mapping could read them
 * @param better only the candidate could read them
 * @param differences by kind and place, the most frequent first
 * @param samples raw webhooks that the two mappings read differently
 */
public record ShadowReport(
        String mapping,
        String candidate,
        int webhooks,
        int same,
        int different,
        int worse,
        int better,
        List<Count> differences,
        List<Sample> samples) {

    public ShadowReport {
        differences = List.copyOf(differences);
        samples = List.copyOf(samples);
    }

    /** How often a difference was found, and the first webhook that shows it. */
    public record Count(MappingComparison.Difference difference, int count, String rawId) {}

    /** A raw webhook and how the candidate read it. */
    public record Sample(String rawId, MappingComparison.Result result) {}

    /** Sums up comparisons. */
    static final class Builder {

        private static final int MAX_SAMPLES = 20;

        /** Past this many kinds of difference, the two files are better compared by reading them. */
        private static final int MAX_DIFFERENCES = 200;

        private final Set<String> rawIds = new HashSet<>();
        private final Map<MappingComparison.Result, Integer> results = new EnumMap<>(MappingComparison.Result.class);
        private final Map<MappingComparison.Difference, Count> differences = new LinkedHashMap<>();
        private final List<Sample> samples = new ArrayList<>();

        /** True when the webhook was not added before. */
        boolean addWebhook(String rawId) {
            return rawIds.add(rawId);
        }

        void add(String rawId, MappingComparison comparison) {
            results.merge(comparison.result(), 1, Integer::sum);
            if (comparison.result() != MappingComparison.Result.SAME && samples.size() < MAX_SAMPLES) {
                samples.add(new Sample(rawId, comparison.result()));
            }
            comparison.differences().stream()
                    .filter(difference -> differences.containsKey(difference) || differences.size() < MAX_DIFFERENCES)
                    .forEach(difference -> differences.merge(
                            difference,
                            new Count(difference, 1, rawId),
                            (known, _) -> new Count(difference, known.count() + 1, known.rawId())));
        }

        ShadowReport build(String mapping, String candidate) {
            return new ShadowReport(
                    mapping,
                    candidate,
                    rawIds.size(),
                    count(MappingComparison.Result.SAME),
                    count(MappingComparison.Result.DIFFERENT),
                    count(MappingComparison.Result.WORSE),
                    count(MappingComparison.Result.BETTER),
                    differences.values().stream()
                            .sorted(Comparator.comparingInt(Count::count).reversed())
                            .toList(),
                    samples);
        }

        private int count(MappingComparison.Result result) {
            return results.getOrDefault(result, 0);
        }
    }
}
