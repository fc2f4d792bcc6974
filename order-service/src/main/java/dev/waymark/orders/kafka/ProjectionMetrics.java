package dev.waymark.orders.kafka;

import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.tracking.TrackingEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The lag of the read model behind the topics, its batches, and the updates it caused. */
final class ProjectionMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Counter published;
    private final Counter unknownFields;

    ProjectionMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.published = Counter.builder("waymark.orders.updates.published")
                .description("order updates that the broker acknowledged")
                .register(meters);
        this.unknownFields = Counter.builder("waymark.orders.records.unknown.fields")
                .description("fields of records on the topic of the shops that were ignored")
                .register(meters);
    }

    void processed(List<?> events) {
        if (events.isEmpty()) {
            return;
        }
        var first = events.get(0);
        var kind = first instanceof TrackingEvent ? "tracking" : first instanceof OrderEvent ? "orders" : "shop";
        DistributionSummary.builder("waymark.orders.batch")
                .description("events projected at once")
                .tag("events", kind)
                .register(meters)
                .record(events.size());
        if (first instanceof TrackingEvent event) {
            lag(kind, event.receivedAt());
        } else if (first instanceof OrderEvent event) {
            lag(kind, event.recordedAt());
        }
    }

    /** Of the oldest event of a batch, from its receipt until it can be read. */
    private void lag(String kind, Instant since) {
        var lag = Duration.between(since, clock.instant());
        Timer.builder("waymark.orders.projection.lag")
                .description("from the receipt of an event until it is in the read model")
                .tag("events", kind)
                .publishPercentileHistogram()
                .register(meters)
                .record(lag.isNegative() ? Duration.ZERO : lag);
    }

    /** What shops say that we do not read. */
    void unknownFields(int fields) {
        unknownFields.increment(fields);
    }

    void published(int updates) {
        published.increment(updates);
    }
}
