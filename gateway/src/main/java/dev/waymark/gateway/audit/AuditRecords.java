package dev.waymark.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.audit.AuditEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The audit as it can be asked. */
public interface AuditRecords {

    /** Twice is as good as once. */
    Mono<Void> save(List<AuditEvent> events);

    /** The newest first; fails with {@code CURSOR_INVALID}. */
    Mono<AuditPage> find(AuditFilter filter, @Nullable String cursor, int limit);

    /** Which records; what is absent selects all. */
    record AuditFilter(@Nullable String actor, @Nullable OrderId order, AuditEvent.@Nullable Kind kind) {}

    /** A page of them; {@code next} is the cursor of the next one, absent on the last. */
    record AuditPage(
            List<AuditRecord> records,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String next) {}

    /**
     * One record.
     *
     * @param actor a keyed hash of the contact that proved itself; of a shop the name of its API key
     * @param address of the client
     * @param subject whose sessions, or which webhooks; empty where the kind says all
     */
    record AuditRecord(
            String id,
            Instant occurredAt,
            AuditEvent.Kind kind,
            AuditEvent.Actor.Role role,
            String actor,
            String address,
            List<OrderId> orders,
            String subject) {}
}
