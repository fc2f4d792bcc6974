package dev.waymark.resilience;

import dev.waymark.contract.OrderNumber;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was asked of the system and how it answered. What was acknowledged with 2xx it has promised; where the answer was
 * lost it may have it or not.
 */
final class Ledger {

    private final Map<OrderNumber, Parcel> orders = new ConcurrentHashMap<>();
    private final Map<OrderNumber, Instant> acknowledgedAt = new ConcurrentHashMap<>();
    private final Set<Parcel.Scan> scans = ConcurrentHashMap.newKeySet();
    private final Set<Request> pending = ConcurrentHashMap.newKeySet();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();

    void begun(Request request) {
        pending.add(request);
    }

    void acknowledged(Parcel parcel) {
        orders.put(parcel.order().orderNumber(), parcel);
        acknowledgedAt.put(parcel.order().orderNumber(), Instant.now());
        acknowledged.incrementAndGet();
        pending.remove(parcel);
    }

    void acknowledged(Parcel.Report report) {
        scans.add(report.scan());
        acknowledged.incrementAndGet();
        pending.remove(report);
    }

    void refused() {
        refused.incrementAndGet();
    }

    void unknown() {
        unknown.incrementAndGet();
    }

    Set<Parcel.Scan> scans() {
        return Set.copyOf(scans);
    }

    Map<OrderNumber, Parcel> orders() {
        return Map.copyOf(orders);
    }

    Map<OrderNumber, Instant> acknowledgedAt() {
        return Map.copyOf(acknowledgedAt);
    }

    /** What was asked for again and again, and never acknowledged. */
    int unacknowledged() {
        return pending.size();
    }

    String summary() {
        return "%d acknowledged, %d refused and %d unanswered before that"
                .formatted(acknowledged.get(), refused.get(), unknown.get());
    }
}
