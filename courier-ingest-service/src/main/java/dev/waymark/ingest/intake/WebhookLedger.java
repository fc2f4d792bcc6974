package dev.waymark.ingest.intake;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts webhooks so that the books balance: received = rejected + quarantined + nothing-new + appended + failed. What is
 * neither is still on its way.
 */
public final class WebhookLedger {

    /** In place of a courier that nobody knows: what strangers write into an address is no tag. */
    static final String UNKNOWN_COURIER = "unknown";

    private static final String NO_REASON = "none";
    private static final String OTHER_CODES = "other";

    /** A courier's codes are few; past this many unknown ones it sends something else in their place. */
    private static final int MAX_UNMAPPED_CODES = 200;

    private static final int MAX_CODE_LENGTH = 60;

    private final MeterRegistry registry;
    private final Map<String, Counter> received = new ConcurrentHashMap<>();
    private final Map<Settled, Counter> settled = new ConcurrentHashMap<>();
    private final Map<CourierCode, Timer> reading = new ConcurrentHashMap<>();
    private final Map<String, Counter> unmapped = new ConcurrentHashMap<>();

    public WebhookLedger(MeterRegistry registry) {
        this.registry = registry;
    }

    void received(String courier) {
        received.computeIfAbsent(courier, this::receivedCounter).increment();
    }

    void rejected(String courier, Refusal refusal) {
        settle(courier, "rejected", refusal.slug());
    }

    void appended(CourierCode courier) {
        settle(courier.value(), "appended", NO_REASON);
    }

    void nothingNew(CourierCode courier, String reason) {
        settle(courier.value(), "nothing-new", reason);
    }

    void quarantined(CourierCode courier) {
        settle(courier.value(), "quarantined", NO_REASON);
    }

    /** The log did not confirm in time, or the sender did not wait for the answer. */
    void failed(CourierCode courier) {
        settle(courier.value(), "failed", NO_REASON);
    }

    void unmapped(CourierCode courier, String code) {
        var tag = code.length() <= MAX_CODE_LENGTH ? code : code.substring(0, MAX_CODE_LENGTH);
        var known = unmapped.get(courier + "\n" + tag);
        if (known != null) {
            known.increment();
        } else {
            var counted = unmapped.size() < MAX_UNMAPPED_CODES ? tag : OTHER_CODES;
            unmapped.computeIfAbsent(courier + "\n" + counted, key -> unmappedCounter(courier, counted))
                    .increment();
        }
    }

    /** How often a courier sent each code that no row of its table is for, since this instance began. */
    public Map<String, Long> unmapped(CourierCode courier) {
        var counts = new TreeMap<String, Long>();
        var prefix = courier + "\n";
        unmapped.forEach((key, counter) -> {
            if (key.startsWith(prefix)) {
                counts.put(key.substring(prefix.length()), (long) counter.count());
            }
        });
        return counts;
    }

    void read(CourierCode courier, long nanoseconds) {
        reading.computeIfAbsent(courier, this::readingTimer).record(Duration.ofNanos(nanoseconds));
    }

    private void settle(String courier, String outcome, String reason) {
        settled.computeIfAbsent(new Settled(courier, outcome, reason), this::settledCounter)
                .increment();
    }

    private Counter receivedCounter(String courier) {
        return Counter.builder("waymark.webhooks.received")
                .description("Webhooks that knocked")
                .tag("courier", courier)
                .register(registry);
    }

    private Counter settledCounter(Settled key) {
        return Counter.builder("waymark.webhooks.settled")
                .description("What became of webhooks")
                .tag("courier", key.courier())
                .tag("outcome", key.outcome())
                .tag("reason", key.reason())
                .register(registry);
    }

    private Counter unmappedCounter(CourierCode courier, String code) {
        return Counter.builder("waymark.webhooks.unmapped")
                .description("Checkpoints whose code is in no row of the courier's table")
                .tag("courier", courier.value())
                .tag("code", code)
                .register(registry);
    }

    private Timer readingTimer(CourierCode courier) {
        return Timer.builder("waymark.webhooks.reading")
                .description("Verifying and reading one webhook")
                .tag("courier", courier.value())
                .register(registry);
    }

    private record Settled(String courier, String outcome, String reason) {}
}
