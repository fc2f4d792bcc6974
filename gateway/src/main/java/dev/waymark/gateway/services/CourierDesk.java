package dev.waymark.gateway.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the gateway asks the ingest service about couriers. Each answer fails with
 * {@link dev.waymark.gateway.problems.Refused}; the problem is named at each method, and {@code SERVICE_AWAY} may come
 * from all.
 */
public interface CourierDesk {

    /** The couriers that can be read. */
    Mono<CourierList> couriers();

    /** How the mapping on trial does beside the one that counts. {@code SHADOW_ABSENT}. */
    Mono<ShadowReport> shadow(String courier);

    /** What waits in quarantine, newest first; of one courier, or of all. {@code CURSOR_INVALID}. */
    Mono<QuarantinePage> quarantine(@Nullable String courier, @Nullable String cursor, int limit);

    /** One webhook in quarantine, masked. {@code QUARANTINED_UNKNOWN}. */
    Mono<QuarantinedPayload> quarantined(String rawId);

    /** Reads one once more. {@code QUARANTINED_UNKNOWN}. */
    Mono<Replay> replay(String rawId);

    /** Reads all of a courier once more, as many as one call takes. {@code CURSOR_INVALID}. */
    Mono<ReplayedAll> replayAll(String courier, @Nullable String cursor);

    /**
     * The couriers.
     *
     * @param mistake why the mapping files as they are now are not taken over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CourierList(
            List<CourierState> couriers, @Nullable String mistake) {
        public CourierList {
            couriers = List.copyOf(couriers);
        }
    }

    /**
     * One courier.
     *
     * @param connected whether its webhooks are taken
     * @param shadowVersion of the mapping on trial
     * @param unmapped codes that its table does not know, and how often each came to the instance that answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CourierState(
            String courier,
            boolean connected,
            int version,
            @Nullable Integer shadowVersion,
            Map<String, Long> unmapped) {}

    /**
     * One page of the quarantine.
     *
     * @param next cursor of the page after this one; absent on the last
     * @param waiting how many wait, on all pages
     * @param couriers how many wait of each courier
     * @param complete whether nothing older was left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuarantinePage(
            List<QuarantinedWebhook> entries,
            @Nullable String next,
            int waiting,
            Map<String, Integer> couriers,
            boolean complete) {
        public QuarantinePage {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A webhook that its courier's mapping could not read.
     *
     * @param receivedAt when it came last
     * @param reason what was expected where
     * @param size of its body in bytes
     * @param told how often it came
     * @param settledAt since when it need not be read any more; absent while it waits
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuarantinedWebhook(
            String rawId,
            String courier,
            Instant receivedAt,
            String reason,
            int size,
            int told,
            @Nullable Instant settledAt) {}

    /**
     * The same with its payload.
     *
     * @param headers those that were kept
     * @param payload masked: values only where the mapping reads what is nobody's
     */
    record QuarantinedPayload(QuarantinedWebhook entry, Map<String, String> headers, String payload) {}

    /**
     * What came of reading one once more.
     *
     * @param reason why it is no news, or still unreadable
     * @param events how many were published
     * @param unmapped codes that the courier's table does not know
     * @param settledAt when somebody else had it read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Replay(
            String rawId,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Integer events,
            @Nullable List<String> unmapped,
            @Nullable Instant settledAt) {

        /** How it ended. */
        public enum Outcome {
            PUBLISHED,
            NOTHING_NEW,
            UNREADABLE,
            ALREADY_SETTLED,
            NOT_CONNECTED
        }
    }

    /**
     * What came of reading all once more.
     *
     * @param reasons of those that are still unreadable, with how many there are of each
     * @param left how many were not tried: more than one call takes
     * @param next where to go on with them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReplayedAll(
            int published,
            int nothingNew,
            int unreadable,
            int notConnected,
            Map<String, Integer> reasons,
            int left,
            @Nullable String next) {}

    /**
     * How a mapping on trial does, over the newest webhooks of its courier.
     *
     * @param mapping the one that counts, such as {@code cdek/1}
     * @param shadow the one on trial
     * @param worse only the mapping that counts could read them
     * @param better only the mapping on trial could read them
     */
    record ShadowReport(
            String mapping,
            String shadow,
            int webhooks,
            int same,
            int different,
            int worse,
            int better,
            List<ShadowDifference> differences,
            List<ShadowSample> samples) {}

    /**
     * A kind of difference.
     *
     * @param place such as {@code checkpoints[].fact}
     * @param from what the mapping that counts says there, where it is one of our words
     * @param to what the one on trial says there
     * @param rawId the first webhook where it was seen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShadowDifference(
            String place,
            Change change,
            @Nullable String from,
            @Nullable String to,
            int count,
            String rawId) {

        /** What the mapping on trial does to the place. */
        public enum Change {
            CHANGED,
            ADDED,
            REMOVED
        }
    }

    /** A webhook of which the two make different things. */
    record ShadowSample(String rawId, Result result) {

        /** How the mapping on trial did. */
        public enum Result {
            DIFFERENT,
            WORSE,
            BETTER
        }
    }
}
