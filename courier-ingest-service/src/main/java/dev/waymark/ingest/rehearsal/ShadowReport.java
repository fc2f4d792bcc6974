package dev.waymark.ingest.rehearsal;

import java.util.List;

/**
 * How a mapping on trial does beside the one that counts, over the newest webhooks of its courier.
 *
 * @param mapping the one that counts, such as {@code cdek/1}
 * @param shadow the one on trial
 * @param webhooks how many were read by both, each once however often it was told
 * @param worse only the mapping that counts could read them
 * @param better only the mapping on trial could read them
 * @param differences by kind and place, the most frequent first
 * @param samples raw webhooks of which the two make different things
 */
public record ShadowReport(
        String mapping,
        String shadow,
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

    /** How often a difference was seen, and the first webhook where it was. */
    public record Count(Comparison.Difference difference, int count, String rawId) {}

    /** A raw webhook and how the mapping on trial did with it. */
    public record Sample(String rawId, Comparison.Result result) {}
}
