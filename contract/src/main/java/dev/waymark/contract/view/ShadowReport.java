package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate mapping compares with the active one, over the newest webhooks of its courier.
 *
 * @param mapping the active one, such as {@code cdek/1}
 * @param shadow the candidate
 * @param webhooks how many were read by both, each once however often it came
 * @param worse only the active mapping could read them
 * @param better only the candidate could read them
 * @param differences by kind and place, the most frequent first
 * @param samples raw webhooks of which the two make different events
 */
public record ShadowReport(
        String mapping,
        String shadow,
        int webhooks,
        int same,
        int different,
        int worse,
        int better,
        List<ShadowDifference> differences,
        List<ShadowSample> samples) {

    public ShadowReport {
        differences = List.copyOf(differences);
        samples = List.copyOf(samples);
    }

    /**
     * A kind of difference.
     *
     * @param place such as {@code checkpoints[].fact}
     * @param from what the active mapping has there, where it is a word of the taxonomy
     * @param to what the candidate has there
     * @param rawId the first webhook where it was seen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShadowDifference(
            String place,
            Change change,
            @Nullable String from,
            @Nullable String to,
            int count,
            String rawId) {

        /** What the candidate does to the place. */
        public enum Change {
            CHANGED,
            ADDED,
            REMOVED
        }
    }

    /** A webhook of which the two make different events. */
    public record ShadowSample(String rawId, Result result) {

        /** How the candidate did. */
        public enum Result {
            SAME,
            DIFFERENT,
            /** Only the active mapping could read it. */
            WORSE,
            /** Only the candidate could read it. */
            BETTER
        }
    }
}
