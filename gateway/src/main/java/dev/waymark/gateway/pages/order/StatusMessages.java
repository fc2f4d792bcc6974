package dev.waymark.gateway.pages.order;

import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.Presentation;
import dev.waymark.contract.view.Presentation.Basis;
import dev.waymark.contract.view.Presentation.CustomerAction;
import dev.waymark.contract.view.Presentation.NextStep;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sentences about one parcel: what is happening and when, what changed and why, what the reader may do. Which of them a
 * status has stands in the bundle: a new status needs messages and nothing here.
 *
 * @param shipment absent where the order has none yet
 */
record StatusMessages(
        Presentation presentation, @Nullable ShipmentView shipment, Audience audience, LocalizedContext context) {

    String tag() {
        return messages().get(presentation.isOverdue() ? "tag.late" : "tag." + presentation.status());
    }

    /** One sentence that answers "when?", or says honestly what is known instead. */
    String headline() {
        var arrival = presentation.arrival();
        if (arrival != null && arrival.overdue() && arrival.window() != null) {
            return messages().get("headline.late", Map.of("day", context.days(arrival.window())));
        }
        var key = "headline." + presentation.status();
        var forms = forms();
        var form = forms.keySet().stream()
                .filter(known -> messages().has(key + known))
                .findFirst()
                .orElse("");
        var own = key + "." + subStatus();
        return Stream.of(own + form, own, key + form, key)
                .filter(messages()::has)
                .findFirst()
                .map(known -> messages().get(known, forms.getOrDefault(form, Map.of())))
                .orElseThrow();
    }

    /** The forms that a headline can take with what is known, the most telling first, each with what it is filled with. */
    private Map<String, Map<String, Object>> forms() {
        var forms = new LinkedHashMap<String, Map<String, Object>>();
        var deadline = presentation.actionUntil();
        if (deadline != null) {
            forms.put(".until", Map.of("until", context.until(deadline), "day", context.day(deadline)));
        }
        if (shipment != null && shipment.occurredAt() != null) {
            forms.put(".at", Map.of("moment", context.moment(shipment.occurredAt())));
        }
        if (shipment != null && shipment.occurredAt() != null && presentation.isWindowPassed()) {
            forms.put(".passed", Map.of("day", context.day(context.dayOf(shipment.occurredAt()))));
        }
        var upcoming = presentation.upcoming();
        if (upcoming != null && upcoming.isOneDay() && upcoming.contains(context.today())) {
            if (presentation.next() == NextStep.ARRIVAL_AT_PICKUP_POINT) {
                forms.put(".point", Map.of());
            }
            var hours = context.hours(upcoming);
            if (hours != null) {
                forms.put(".today.hours", Map.of("hours", hours));
            }
            forms.put(".today", Map.of());
        }
        if (upcoming != null) {
            forms.put(".when", Map.of("when", context.when(upcoming)));
        }
        if (silentDays() > 0) {
            forms.put(".days", Map.of("days", silentDays()));
        }
        if (shipment != null) {
            forms.put(".parcel", Map.of());
        }
        return forms;
    }

    ShipmentSection.Lead lead() {
        var arrival = presentation.arrival();
        var before = arrival == null ? null : arrival.before();
        var promised = arrival != null && arrival.beforeBasis() == Basis.SHOP;
        return new ShipmentSection.Lead(
                before == null ? null : messages().get(promised ? "lead.promised" : "lead.was"),
                before == null ? null : context.days(before),
                before == null ? null : before.until().toString(),
                because(),
                next());
    }

    private List<String> because() {
        var because = new ArrayList<String>();
        if (presentation.contradicted() != null) {
            because.add(
                    messages().get("lead.contradicted", Map.of("moment", context.moment(presentation.contradicted()))));
        }
        var cause = details().cause();
        var reason = details().returnReason();
        if (presentation.status().isReturn() && reason != null) {
            because.add(messages().get("return." + reason));
        } else if (cause != null && !isFinished()) {
            because.add(messages().get("cause." + cause));
        }
        var point = presentation.action() == CustomerAction.COLLECT ? Timeline.place(presentation.place()) : null;
        if (point != null) {
            because.add(messages().get("lead.place", Map.of("place", point)));
        }
        return because;
    }

    /** What the reader can do where that is worth a sentence, else what happens next. */
    private String next() {
        if (presentation.isOverdue()) {
            return messages().get("next.late");
        }
        var action = "action." + presentation.action();
        var next = "next." + presentation.next();
        return Stream.of(
                        audience == Audience.GUEST ? action + ".guest" : "",
                        action + "." + subStatus(),
                        action + "." + presentation.status(),
                        action,
                        presentation.upcoming() == null ? next + ".nodate" : "",
                        next + "." + presentation.status(),
                        next)
                .filter(messages()::has)
                .findFirst()
                .map(messages()::get)
                .orElseGet(() -> messages().get("next.NOTHING"));
    }

    private @Nullable SubStatus subStatus() {
        return shipment == null ? null : shipment.subStatus();
    }

    private Details details() {
        return shipment == null || shipment.details() == null ? Details.NONE : shipment.details();
    }

    private boolean isFinished() {
        return shipment != null && shipment.finished();
    }

    private MessageBundle messages() {
        return context.messages();
    }

    private long silentDays() {
        var lastScan = shipment == null ? null : shipment.lastScanAt();
        return lastScan == null ? 0 : ChronoUnit.DAYS.between(lastScan, context.now());
    }
}
