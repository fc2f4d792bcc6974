package dev.waymark.gateway.audit;

import dev.waymark.contract.EventId;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.audit.AuditEvent.Actor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Writes what somebody did. Who acts for the shop is answered once it is written, or all the same when that takes too long: a
 * broker that is away must not close the desk. A customer does not wait for it at all. What the broker does not take is
 * counted as lost, and logged without the address.
 */
public final class AuditRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRecorder.class);

    private final AuditLog log;
    private final AuditSettings settings;
    private final Clock clock;
    private final Counter written;
    private final Counter lost;

    public AuditRecorder(AuditLog log, AuditSettings settings, Clock clock, MeterRegistry meters) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.written = counter("written", meters);
        this.lost = counter("lost", meters);
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("waymark.gateway.audit.records")
                .description("records of the audit, by whether the broker acknowledged them")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Completes when whoever did it may be answered; never fails. */
    public Mono<Void> record(Actor actor, Entry entry) {
        return Mono.defer(() -> {
            var event = entry.of(new EventId(UUID.randomUUID().toString()), clock.instant(), actor);
            var counted = log.append(event).whenComplete((_, failure) -> count(event, failure));
            // What fails is counted whether anybody waits or not.
            return actor.role().isOfTheShop()
                    ? Mono.fromFuture(counted, true)
                            .timeout(settings.writeTimeout())
                            .onErrorComplete()
                            .then()
                    : Mono.empty();
        });
    }

    private void count(AuditEvent event, @Nullable Throwable failure) {
        if (failure == null) {
            written.increment();
        } else {
            lost.increment();
            LOG.error(
                    "audit record lost: kind={} at={} role={} actor={} orders={} subject={} failure={}",
                    event.kind(),
                    event.occurredAt(),
                    event.actor().role(),
                    event.actor().ref(),
                    event.orders(),
                    event.subject(),
                    failure.getClass().getSimpleName());
        }
    }

    /** What to record, such as {@code AuditEvent.SignedIn::new}. */
    @FunctionalInterface
    public interface Entry {

        AuditEvent of(EventId id, Instant occurredAt, Actor actor);
    }
}
