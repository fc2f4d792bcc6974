package dev.waymark.gateway.pages.audit;

import dev.waymark.contract.OrderId;
import dev.waymark.gateway.audit.AuditRecords.AuditRecord;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageText;
import dev.waymark.wording.LocalizedContext;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One record in the list.
 *
 * @param who the address of a member of the staff; of others the role, and the beginning of their hash
 * @param what the rest, in one line
 * @param actorHref the records of this one only
 * @param orders that it is about
 */
public record AuditLine(
        String machine, String when, String kind, String who, String what, String actorHref, List<OrderLink> orders) {

    /** A hash, of which the beginning is enough; a reason or a time is no such word. */
    private static final Pattern REFERENCE = Pattern.compile("[\\w-]{20,}");

    private static final int SHORT = 12;

    static AuditLine of(AuditRecord record, Map<String, String> staffByRef, LocalizedContext context) {
        var messages = context.messages();
        var known = staffByRef.get(record.actor());
        var role = messages.get("audit.role." + record.role());
        return new AuditLine(
                context.machine(record.occurredAt()),
                context.listed(record.occurredAt()),
                messages.get("audit.kind." + record.kind()),
                role + " " + (known == null ? shortened(record.actor()) : known),
                PageText.line(
                        messages.get("audit.from", Map.of("address", record.address())),
                        record.subject().isEmpty()
                                ? null
                                : staffByRef.getOrDefault(record.subject(), shortened(record.subject()))),
                Links.query("/support/audit", "actor", record.actor()),
                record.orders().stream().map(OrderLink::of).toList());
    }

    /** An order at the desk, which finds it by its id: a record holds no number. */
    public record OrderLink(String href, String id) {

        static OrderLink of(OrderId order) {
            return new OrderLink(Links.path("support", "orders", order.value()), shortened(order.value()));
        }
    }

    private static String shortened(String ref) {
        return REFERENCE.matcher(ref).matches() ? ref.substring(0, SHORT) + "…" : ref;
    }
}
