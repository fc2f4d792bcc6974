package dev.waymark.ingest.intake;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts webhooks: received = rejected + quarantined + ignored + published + failed. The difference is webhooks in
 * progress. Meters are kept here because looking one up in the registry costs more than counting, and this is on the way
 * of every answer.
 */
public final class WebhookMetrics {

    /** In place of the courier in unknown addresses: what strangers write into an address is no tag. */
    static final String UNKNOWN_COURIER = "unknown";

    private static final String NO_REASON = "none";
    private static final String OTHER_CODES = "other";

    /** A courier's codes are few; past this many unknown ones it sends something else in their place. */
    private static final int MAX_UNMAPPED_CODES = 200;

    private static final int MAX_CODE_LENGTH = 60;

    private final MeterRegistry registry;
    private final Map<String, Counter> received = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> completed = new ConcurrentHashMap<>();
    private final Map<CourierCode, Timer> mapped = new ConcurrentHashMap<>();
    private final Map<UnmappedCode, Counter> unmapped = new ConcurrentHashMap<>();

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How often a courier sent each code that is in no row of its table, since this instance started. */
    public Map<String, Long> unmapped(CourierCode courier) {
        var counts = new TreeMap<String, Long>();
        unmapped.forEach((key, counter) -> {
            if (key.courier().equals(courier)) {
                counts.put(key.code(), (long) counter.count());
            }
        });
        return counts;
    }

    void received(String courier) {
        received.computeIfAbsent(
                        courier,
                        _ -> counter("waymark.webhooks.received", "Webhooks received", Tags.of("courier", courier)))
                .increment();
    }

    void rejected(String courier, RejectionReason reason) {
        complete(courier, "rejected", reason.slug());
    }

    void published(CourierCode courier, List<String> unmappedCodes) {
        complete(courier.value(), "published", NO_REASON);
        unmappedCodes.forEach(code -> countUnmapped(courier, code));
    }

    void ignored(CourierCode courier, String reason) {
        complete(courier.value(), "ignored", reason);
    }

    void quarantined(CourierCode courier) {
        complete(courier.value(), "quarantined", NO_REASON);
    }

    /** The event log did not confirm in time, or the sender did not wait for the answer. */
    void failed(CourierCode courier) {
        complete(courier.value(), "failed", NO_REASON);
    }

    /** @param nanoseconds that verifying and mapping one webhook took */
    void mapped(CourierCode courier, long nanoseconds) {
        mapped.computeIfAbsent(
                        courier,
                        _ -> Timer.builder("waymark.webhooks.mapping")
                                .description("Verifying and mapping one webhook")
                                .tag("courier", courier.value())
                                .register(registry))
                .record(Duration.ofNanos(nanoseconds));
    }

    private void countUnmapped(CourierCode courier, String code) {
        var key = new UnmappedCode(courier, code.substring(0, Math.min(code.length(), MAX_CODE_LENGTH)));
        var counted = unmapped.containsKey(key) || unmapped.size() < MAX_UNMAPPED_CODES
                ? key
                : new UnmappedCode(courier, OTHER_CODES);
        unmapped.computeIfAbsent(
                        counted,
                        _ -> counter(
                                "waymark.webhooks.unmapped",
                                "Checkpoints whose code is in no row of the courier's table",
                                Tags.of("courier", courier.value(), "code", counted.code())))
                .increment();
    }

    private void complete(String courier, String outcome, String reason) {
        completed
                .computeIfAbsent(
                        new Outcome(courier, outcome, reason),
                        _ -> counter(
                                "waymark.webhooks.completed",
                                "Webhooks by outcome",
                                Tags.of("courier", courier, "outcome", outcome, "reason", reason)))
                .increment();
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private record Outcome(String courier, String outcome, String reason) {}

    private record UnmappedCode(CourierCode courier, String code) {}
}
