package dev.waymark.ingest.quarantine;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.FormatMask;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.TrackingEventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists webhooks in quarantine, shows them without personal data, and replays them. */
public final class QuarantineService {

    private static final Logger log = LoggerFactory.getLogger(QuarantineService.class);

    /** Bodies of one replay call that may be in memory together. */
    private static final long MAX_BYTES = 16 << 20;

    private final QuarantineLog quarantine;
    private final Couriers couriers;
    private final TrackingEventPublisher publisher;
    private final ReplayMetrics metrics;
    private final Clock clock;
    private final int maxReplays;

    QuarantineService(
            QuarantineLog quarantine,
            Couriers couriers,
            TrackingEventPublisher publisher,
            ReplayMetrics metrics,
            Clock clock,
            QuarantineSettings settings) {
        this.quarantine = quarantine;
        this.couriers = couriers;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
        this.maxReplays = settings.maxReplays();
    }

    /** Unresolved webhooks, the newest first, after {@code cursor} of the page before. */
    public Mono<Page> list(@Nullable String courier, @Nullable Cursor cursor, int limit) {
        return quarantine.view().map(view -> {
            var waiting = view.waiting(courier);
            var rest = waiting.stream()
                    .filter(entry -> cursor == null || cursor.isBefore(entry))
                    .toList();
            var entries = rest.subList(0, Math.min(limit, rest.size()));
            return new Page(
                    entries,
                    entries.size() < rest.size() ? Cursor.after(entries.getLast()) : null,
                    waiting.size(),
                    view.waitingByCourier(),
                    view.isComplete());
        });
    }

    /** One webhook with its payload, masked; empty when the id is unknown. */
    public Mono<MaskedWebhook> show(String rawId) {
        return entry(rawId)
                .flatMap(entry -> read(entry)
                        .map(webhook -> new MaskedWebhook(entry, maskedHeaders(webhook), maskedPayload(webhook))));
    }

    /** Maps one webhook once more; empty when the id is unknown. */
    public Mono<ReplayResult> replay(String rawId) {
        return entry(rawId).flatMap(entry -> {
            if (entry.resolvedAt() == null) {
                return read(entry).flatMap(this::replay);
            }
            ReplayResult result = new ReplayResult.AlreadyResolved(rawId, entry.resolvedAt());
            metrics.replayed(entry.courier().value(), result);
            return Mono.just(result);
        });
    }

    /**
     * Maps the unresolved webhooks of a courier once more, the oldest first, so that events are published in the order in
     * which they happened.
     *
     * @param cursor where the call before ended, for what one call may not take
     */
    public Mono<ReplaySummary> replayAll(String courier, @Nullable Cursor cursor) {
        return quarantine.view().flatMap(view -> {
            var waiting = view.waiting(courier).reversed().stream()
                    .filter(entry -> cursor == null || cursor.isAfter(entry))
                    .toList();
            return waiting.isEmpty()
                    ? Mono.just(ReplaySummary.NONE)
                    : replay(waiting.subList(0, countForOneCall(waiting)), waiting.size());
        });
    }

    private Mono<ReplaySummary> replay(List<QuarantinedEntry> entries, int waiting) {
        var remaining = waiting - entries.size();
        var next = remaining == 0 ? null : Cursor.after(entries.getLast());
        return quarantine
                .read(entries.stream().map(QuarantinedEntry::offset).toList())
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::replay)
                .collectList()
                .map(results -> ReplaySummary.of(results, remaining, next));
    }

    /** At least one, and as many as may be in memory together. */
    private int countForOneCall(List<QuarantinedEntry> entries) {
        var count = 0;
        var bytes = 0L;
        while (count < Math.min(maxReplays, entries.size())) {
            bytes += entries.get(count).size();
            if (count > 0 && bytes > MAX_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    private Mono<ReplayResult> replay(QuarantinedWebhook webhook) {
        var raw = webhook.raw();
        return couriers.withCode(raw.courier().value())
                .map(courier -> replay(courier, recalled(courier, webhook)))
                .orElseGet(() -> Mono.just(new ReplayResult.NotConnected(raw.rawId())))
                .doOnNext(result -> record(webhook, result));
    }

    private Mono<ReplayResult> replay(Courier courier, VerifiedPayload payload) {
        var rawId = payload.rawId();
        return switch (courier.map(payload)) {
            case MappingResult.Mapped mapped ->
                publisher
                        .publish(payload, mapped.events())
                        .then(resolve(payload))
                        .thenReturn(new ReplayResult.Published(
                                rawId, mapped.events().size(), mapped.unmappedCodes()));
            case MappingResult.Ignored ignored ->
                (ignored.keepRaw() ? publisher.publish(payload, List.of()) : Mono.<Void>empty())
                        .then(resolve(payload))
                        .thenReturn(new ReplayResult.Ignored(rawId, ignored.reason()));
            case MappingResult.Unmappable unmappable ->
                Mono.just(new ReplayResult.StillUnmappable(rawId, unmappable.reason()));
        };
    }

    /** After the events, never before: a crash between the two makes us map it again, which changes nothing. */
    private Mono<Void> resolve(VerifiedPayload payload) {
        return Mono.defer(() -> quarantine.resolve(payload.courier(), payload.rawId(), clock.instant()));
    }

    private Mono<QuarantinedEntry> entry(String rawId) {
        return quarantine.view().flatMap(view -> Mono.justOrEmpty(view.entry(rawId)));
    }

    private Mono<QuarantinedWebhook> read(QuarantinedEntry entry) {
        return quarantine
                .read(List.of(entry.offset()))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private String maskedPayload(QuarantinedWebhook webhook) {
        return couriers.withCode(webhook.raw().courier().value())
                .map(courier -> courier.redacted(recalled(courier, webhook)))
                .orElseGet(() -> FormatMask.of(webhook.raw().body()));
    }

    /** A signature is good for its own body only, but nobody needs it to mend a mapping. */
    private static Map<String, String> maskedHeaders(QuarantinedWebhook webhook) {
        var masked = new TreeMap<>(webhook.raw().headers());
        masked.replaceAll((name, value) -> name.equals("content-type") ? value : FormatMask.of(value));
        return masked;
    }

    private static VerifiedPayload recalled(Courier courier, QuarantinedWebhook webhook) {
        var raw = webhook.raw();
        return courier.storedPayload(raw.headers(), raw.body(), raw.receivedAt());
    }

    private void record(QuarantinedWebhook webhook, ReplayResult result) {
        metrics.replayed(webhook.raw().courier().value(), result);
        log.atInfo()
                .addKeyValue("courier", webhook.raw().courier())
                .addKeyValue("rawId", webhook.raw().rawId())
                .addKeyValue("outcome", result.getClass().getSimpleName())
                .log("Quarantined webhook replayed");
    }

    /**
     * Where a page ends.
     *
     * @param rawId of its last entry
     */
    public record Cursor(Instant receivedAt, String rawId) {

        static Cursor after(QuarantinedEntry entry) {
            return new Cursor(entry.receivedAt(), entry.rawId());
        }

        /** Whether {@code entry} comes after it in a list with the newest first. */
        boolean isBefore(QuarantinedEntry entry) {
            return compareTo(entry) < 0;
        }

        boolean isAfter(QuarantinedEntry entry) {
            return compareTo(entry) > 0;
        }

        private int compareTo(QuarantinedEntry entry) {
            var byTime = entry.receivedAt().compareTo(receivedAt);
            return byTime == 0 ? rawId.compareTo(entry.rawId()) : byTime;
        }
    }

    /**
     * One page of unresolved webhooks.
     *
     * @param next where it ends; absent on the last page
     * @param waiting how many are unresolved, on all pages
     * @param couriers how many are unresolved of each courier
     * @param complete whether nothing older was left out
     */
    public record Page(
            List<QuarantinedEntry> entries,
            @Nullable Cursor next,
            int waiting,
            Map<String, Integer> couriers,
            boolean complete) {}

    /** One webhook for support staff, who may see no personal data. */
    public record MaskedWebhook(QuarantinedEntry entry, Map<String, String> headers, String payload) {}

    /**
     * The results of one call of {@link #replayAll}.
     *
     * @param reasons why webhooks are still unmappable, and how many for each reason
     * @param remaining how many were not tried: more than one call takes
     * @param next where to go on; absent when none remains
     */
    public record ReplaySummary(
            int published,
            int ignored,
            int unmappable,
            int notConnected,
            Map<String, Integer> reasons,
            int remaining,
            @Nullable Cursor next) {

        static final ReplaySummary NONE = of(List.of(), 0, null);

        static ReplaySummary of(List<ReplayResult> results, int remaining, @Nullable Cursor next) {
            var reasons = new TreeMap<String, Integer>();
            results.forEach(result -> {
                if (result instanceof ReplayResult.StillUnmappable(var _, var reason)) {
                    reasons.merge(reason, 1, Integer::sum);
                }
            });
            return new ReplaySummary(
                    count(results, ReplayResult.Published.class),
                    count(results, ReplayResult.Ignored.class),
                    count(results, ReplayResult.StillUnmappable.class),
                    count(results, ReplayResult.NotConnected.class),
                    reasons,
                    remaining,
                    next);
        }

        private static int count(List<ReplayResult> results, Class<? extends ReplayResult> kind) {
            return (int) results.stream().filter(kind::isInstance).count();
        }
    }
}
