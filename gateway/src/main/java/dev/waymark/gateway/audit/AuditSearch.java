package dev.waymark.gateway.audit;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Problem;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.view.ContactRequest;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.gateway.audit.AuditRecords.AuditFilter;
import dev.waymark.gateway.audit.AuditRecords.AuditPage;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.platform.web.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What an administrator asks the audit: by contact and by order number, neither of which a record holds. */
public record AuditSearch(AuditRecords records, OrderClient orders) {

    /** How records name whoever has {@code contact}. Fails with {@code CONTACT_UNREADABLE}. */
    public Mono<String> actor(String contact) {
        return orders.person(new ContactRequest(contact)).map(ResolvedPerson::personRef);
    }

    /** The newest first. Fails with {@code ORDER_UNKNOWN} when the number is none, with {@code CURSOR_INVALID}. */
    public Mono<AuditPage> find(
            @Nullable String actor,
            @Nullable String orderNumber,
            AuditEvent.@Nullable Kind kind,
            @Nullable String cursor,
            int limit) {
        return Mono.fromCallable(() -> new AuditFilter(actor, orderNumber == null ? null : id(orderNumber), kind))
                .flatMap(filter -> records.find(filter, cursor, limit));
    }

    private static OrderId id(String orderNumber) {
        try {
            return OrderId.of(new OrderNumber(orderNumber));
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.of(Problem.ORDER_UNKNOWN, unreadable);
        }
    }
}
