package dev.waymark.gateway.pages.order;

import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sentences about one parcel: what is happening and when, what changed and why, what the reader may do. Which of them a
 * status has stands in the bundle: a new status needs messages and nothing here.
 */
record StatusMessages(ShipmentPresentation shipment, Audience audience, LocalizedContext context) {

    String tag() {
        return messages().get(shipment.overdue() ? "tag.late" : "tag." + shipment.status());
    }

    /** One sentence that answers "when?", or says honestly what is known instead. */
    String headline() {
        var expected = shipment.expected();
        if (expected != null && shipment.overdue()) {
            return messages().get("headline.late", Map.of("day", context.days(expected)));
        }
        var key = "headline." + shipment.status();
        var forms = forms();
        var form = forms.keySet().stream()
                .filter(known -> messages().has(key + known))
                .findFirst()
                .orElse("");
        var own = key + "." + shipment.subStatus();
        return Stream.of(own + form, own, key + form, key)
                .filter(messages()::has)
                .findFirst()
                .map(known -> messages().get(known, forms.getOrDefault(form, Map.of())))
                .orElseThrow();
    }

    /** The forms that a headline can take with what is known, the most telling first, each with what it is filled with. */
    private Map<String, Map<String, Object>> forms() {
        var forms = new LinkedHashMap<String, Map<String, Object>>();
        var expected = shipment.expected();
        var deadline = shipment.details().storageDeadline();
        if (deadline != null) {
            forms.put(".until", Map.of("until", context.until(deadline), "day", context.day(deadline)));
        }
        if (shipment.occurredAt() != null) {
            forms.put(".at", Map.of("moment", context.moment(shipment.occurredAt())));
        }
        if (isExpectedToday()) {
            if (shipment.toPoint()) {
                forms.put(".point", Map.of());
            }
            var hours = expected == null || !expected.isOneDay() ? null : context.hours(expected);
            if (hours != null) {
                forms.put(".today.hours", Map.of("hours", hours));
            }
            forms.put(".today", Map.of());
        }
        var upcoming = shipment.upcoming();
        if (upcoming != null) {
            forms.put(".when", Map.of("when", context.when(upcoming)));
        }
        if (silentDays() > 0) {
            forms.put(".days", Map.of("days", silentDays()));
        }
        if (shipment.shipment() != null) {
            forms.put(".parcel", Map.of());
        }
        return forms;
    }

    ShipmentSection.Lead lead() {
        var was = shipment.finished() || !shipment.awaitsDate() ? null : shipment.was();
        return new ShipmentSection.Lead(
                was == null ? null : messages().get(shipment.wasPromised() ? "lead.promised" : "lead.was"),
                was == null ? null : context.days(was),
                was == null ? null : was.until().toString(),
                because(),
                next());
    }

    private List<String> because() {
        var because = new ArrayList<String>();
        var cause = shipment.details().cause();
        var reason = shipment.details().returnReason();
        if (shipment.status().isReturn() && reason != null) {
            because.add(messages().get("return." + reason));
        } else if (cause != null && !shipment.finished()) {
            because.add(messages().get("cause." + cause));
        }
        var point = shipment.status() == CustomerStatus.READY_FOR_PICKUP ? point() : null;
        if (point != null) {
            because.add(messages().get("lead.place", Map.of("place", point)));
        }
        if (shipment.status() == CustomerStatus.UNKNOWN) {
            lastKnown().ifPresent(because::add);
        }
        return because;
    }

    private @Nullable String point() {
        var customer = shipment.order().customer();
        if (audience == Audience.GUEST || shipment.shipment() == null) {
            return null;
        }
        return customer != null && customer.address() != null
                ? customer.place()
                : Timeline.place(shipment.shipment().place(), shipment.subStatus(), audience);
    }

    private Optional<String> lastKnown() {
        return Optional.ofNullable(shipment.shipment()).stream()
                .flatMap(known -> known.timeline().stream())
                .filter(entry -> entry.kind() == TimelineEntry.Kind.STATUS && entry.milestone() != Milestone.UNKNOWN)
                .findFirst()
                .map(entry -> messages()
                        .get(
                                "lead.last",
                                Map.of(
                                        "what", Timeline.what(entry, messages()),
                                        "moment", Timeline.when(entry, context))));
    }

    private String next() {
        if (shipment.overdue()) {
            return messages().get("next.late");
        }
        var key = "next." + shipment.status();
        return Stream.of(
                        shipment.details().actionRequired() ? key + ".action" : "",
                        key + "." + shipment.subStatus(),
                        audience == Audience.GUEST ? key + ".guest" : "",
                        shipment.toPoint() ? key + ".point" : "",
                        shipment.expected() == null ? key + ".nodate" : "",
                        key)
                .filter(messages()::has)
                .findFirst()
                .map(messages()::get)
                .orElseGet(() -> messages().get("next.nothing"));
    }

    private boolean isExpectedToday() {
        var expected = shipment.expected();
        var scanned = shipment.occurredAt();
        return expected == null
                ? scanned != null && context.isToday(context.dayOf(scanned))
                : expected.contains(context.today());
    }

    private MessageBundle messages() {
        return context.messages();
    }

    private long silentDays() {
        var lastScan = shipment.shipment() == null ? null : shipment.shipment().lastScanAt();
        return lastScan == null ? 0 : ChronoUnit.DAYS.between(lastScan, context.now());
    }
}
