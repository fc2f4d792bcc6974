package dev.waymark.ingest.quarantine;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.QuarantineEntry;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.ReplayResponse.Outcome;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.TrackingEventPublisher;
import dev.waymark.platform.redaction.FormatMask;
import dev.waymark.platform.web.TimeCursor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists webhooks in quarantine, shows them without personal data, and replays them. */
public final class QuarantineService {

    private static final Logger log = LoggerFactory.getLogger(QuarantineService.class);

    /** Webhooks of one replay call, one after the other; the gateway waits for 4 s. */
    static final int MAX_REPLAYS = 200;

    /** Bodies of one replay call that may be in memory together. */
    private static final long MAX_BYTES = 16 << 20;

    private final QuarantineLog quarantine;
    private final Couriers couriers;
    private final TrackingEventPublisher publisher;
    private final Clock clock;
    /** Apart from received webhooks: those were counted as quarantined already. */
    private final MeterProvider<Counter> replays;

    QuarantineService(
            QuarantineLog quarantine,
            Couriers couriers,
            TrackingEventPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        this.quarantine = quarantine;
        this.couriers = couriers;
        this.publisher = publisher;
        this.clock = clock;
        this.replays = Counter.builder("waymark.quarantine.replayed")
                .description("Replays of webhooks in quarantine by outcome")
                .withRegistry(meters);
    }

    /** Unresolved webhooks, the newest first, after {@code cursor} of the page before. */
    public Mono<QuarantinePage> list(@Nullable String courier, @Nullable TimeCursor cursor, int limit) {
        return quarantine.view().map(view -> {
            var waiting = view.waiting(courier);
            var rest = waiting.stream()
                    .filter(entry -> cursor == null || cursor.isBefore(entry.receivedAt(), entry.rawId()))
                    .toList();
            var entries = rest.subList(0, Math.min(limit, rest.size()));
            var next = entries.size() < rest.size() ? after(entries) : null;
            return new QuarantinePage(entries, next, waiting.size(), view.waitingByCourier(), view.isComplete());
        });
    }

    /** One webhook with its payload, masked for support staff, who may see no personal data; empty when the id is unknown. */
    public Mono<QuarantinedPayload> show(String rawId) {
        return quarantine
                .view()
                .flatMap(view -> Mono.justOrEmpty(view.entry(rawId)).zipWhen(_ -> read(view, rawId), this::masked));
    }

    /** Maps one webhook once more; empty when the id is unknown. */
    public Mono<ReplayResponse> replay(String rawId) {
        return quarantine
                .view()
                .flatMap(view -> Mono.justOrEmpty(view.entry(rawId))
                        .flatMap(entry -> entry.resolvedAt() == null
                                ? read(view, rawId).flatMap(this::replay)
                                : alreadyResolved(entry)));
    }

    /**
     * Maps the unresolved webhooks of a courier once more, the oldest first, so that events are published in the order in
     * which they happened. Empty when there is no such courier, and never was.
     *
     * @param cursor where the call before ended, for what one call may not take
     */
    public Mono<ReplayAllResponse> replayAll(String courier, @Nullable TimeCursor cursor) {
        return quarantine.view().filter(view -> isKnown(courier, view)).flatMap(view -> {
            var waiting = view.waiting(courier).reversed().stream()
                    .filter(entry -> cursor == null || cursor.isAfter(entry.receivedAt(), entry.rawId()))
                    .toList();
            var entries = waiting.subList(0, countForOneCall(waiting));
            var left = waiting.size() - entries.size();
            var offsets =
                    entries.stream().map(entry -> view.offset(entry.rawId())).toList();
            return quarantine
                    .read(offsets)
                    .flatMapMany(Flux::fromIterable)
                    .concatMap(this::replay)
                    .collectList()
                    .map(results -> summary(results, left, left == 0 ? null : after(entries)));
        });
    }

    /** One that was disconnected is known by what still waits. */
    private boolean isKnown(String courier, QuarantineView view) {
        return couriers.withCode(courier).isPresent() || !view.waiting(courier).isEmpty();
    }

    private static String after(List<QuarantineEntry> page) {
        return new TimeCursor(page.getLast().receivedAt(), page.getLast().rawId()).toString();
    }

    private static ReplayAllResponse summary(List<ReplayResponse> results, int left, @Nullable String next) {
        var outcomes = results.stream().map(ReplayResponse::outcome).toList();
        var reasons = new TreeMap<String, Integer>();
        for (var result : results) {
            if (result.outcome() == Outcome.UNMAPPABLE) {
                reasons.merge(String.valueOf(result.reason()), 1, Integer::sum);
            }
        }
        return new ReplayAllResponse(
                Collections.frequency(outcomes, Outcome.PUBLISHED),
                Collections.frequency(outcomes, Outcome.IGNORED),
                Collections.frequency(outcomes, Outcome.UNMAPPABLE),
                Collections.frequency(outcomes, Outcome.NOT_CONNECTED),
                reasons,
                left,
                next);
    }

    /** At least one if there is any, and as many as may be in memory together. */
    private int countForOneCall(List<QuarantineEntry> entries) {
        var count = 0;
        var bytes = 0L;
        while (count < Math.min(MAX_REPLAYS, entries.size())) {
            bytes += entries.get(count).size();
            if (count > 0 && bytes > MAX_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    private Mono<ReplayResponse> replay(QuarantinedWebhook webhook) {
        var raw = webhook.raw();
        return couriers.withCode(raw.courier().value())
                .map(courier -> replay(courier, courier.storedPayload(raw)))
                .orElseGet(() -> Mono.just(withoutEvents(raw.rawId(), Outcome.NOT_CONNECTED, null)))
                .doOnNext(result -> {
                    count(raw.courier(), result.outcome());
                    log.atInfo()
                            .addKeyValue("courier", raw.courier())
                            .addKeyValue("rawId", raw.rawId())
                            .addKeyValue("outcome", result.outcome())
                            .log("Quarantined webhook replayed");
                });
    }

    private Mono<ReplayResponse> replay(Courier courier, VerifiedPayload payload) {
        var rawId = payload.rawId();
        return switch (courier.mapper().map(payload)) {
            case MappingResult.Mapped(var events, var unmapped) ->
                publisher
                        .publish(payload, events)
                        .then(resolve(payload))
                        .thenReturn(new ReplayResponse(rawId, Outcome.PUBLISHED, null, events.size(), unmapped, null));
            case MappingResult.Ignored ignored ->
                (ignored.keepRaw() ? publisher.publish(payload, List.of()) : Mono.<Void>empty())
                        .then(resolve(payload))
                        .thenReturn(withoutEvents(rawId, Outcome.IGNORED, ignored.reason()));
            case MappingResult.Unmappable(var reason) -> Mono.just(withoutEvents(rawId, Outcome.UNMAPPABLE, reason));
        };
    }

    private Mono<ReplayResponse> alreadyResolved(QuarantineEntry entry) {
        count(entry.courier(), Outcome.ALREADY_RESOLVED);
        return Mono.just(
                new ReplayResponse(entry.rawId(), Outcome.ALREADY_RESOLVED, null, null, null, entry.resolvedAt()));
    }

    private static ReplayResponse withoutEvents(String rawId, Outcome outcome, @Nullable String reason) {
        return new ReplayResponse(rawId, outcome, reason, null, null, null);
    }

    /** After the events, never before: a crash between the two makes us map it again, which changes nothing. */
    private Mono<Void> resolve(VerifiedPayload payload) {
        return Mono.defer(() -> quarantine.resolve(payload.courier(), payload.rawId(), clock.instant()));
    }

    private Mono<QuarantinedWebhook> read(QuarantineView view, String rawId) {
        return quarantine
                .read(List.of(view.offset(rawId)))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private QuarantinedPayload masked(QuarantineEntry entry, QuarantinedWebhook webhook) {
        var raw = webhook.raw();
        // A signature is good for its own body only, but nobody needs it to mend a mapping.
        var headers = new TreeMap<>(raw.headers());
        headers.replaceAll((name, value) -> name.equals("content-type") ? value : FormatMask.of(value));
        var payload = couriers.withCode(raw.courier().value())
                .map(courier -> courier.mapper().redacted(courier.storedPayload(raw)))
                .orElseGet(() -> FormatMask.of(raw.body()));
        return new QuarantinedPayload(entry, headers, payload);
    }

    private void count(CourierCode courier, Outcome outcome) {
        var slug = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
        replays.withTags("courier", courier.value(), "outcome", slug).increment();
    }
}
