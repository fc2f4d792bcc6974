package dev.waymark.gateway.pages.order;

import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences about one parcel: what is happening and when, what changed and why, what the reader may do. */
public record StatusMessages(MessageBundle messages, LocalizedContext context) {

    /** What stands under the headline; every part may be absent. */
    public record Lead(
            @Nullable String label,
            @Nullable String was,
            @Nullable String wasDate,
            List<String> because,
            @Nullable String next) {

        /** All of it as one line, for reading aloud. */
        public String spoken() {
            return Stream.concat(
                            Stream.concat(
                                    was == null ? Stream.empty() : Stream.of(label + " " + was + "."),
                                    because.stream()),
                            Stream.ofNullable(next))
                    .reduce((left, right) -> left + " " + right)
                    .orElse("");
        }
    }

    public String tag(ShipmentPresentation presentation) {
        return messages.get(presentation.overdue() ? "tag.late" : "tag." + presentation.status());
    }

    /** One sentence that answers "when?", or says honestly what is known instead. */
    public String headline(ShipmentPresentation presentation, boolean ofParcel) {
        var expected = presentation.expected();
        if (expected != null && presentation.overdue()) {
            return messages.get("headline.late", Map.of("day", context.days(expected)));
        }
        var deadline = presentation.details().storageDeadline();
        return switch (presentation.status()) {
            case PLACED, ANNOUNCED, ACCEPTED, IN_TRANSIT, CUSTOMS, EXCEPTION ->
                expected == null || expected.until().isBefore(context.today())
                        ? of(presentation, "", Map.of())
                        : of(presentation, ".when", Map.of("when", context.when(expected)));
            case CUSTOMS_ACTION, READY_FOR_PICKUP ->
                deadline == null
                        ? of(presentation, "", Map.of())
                        : of(
                                presentation,
                                ".until",
                                Map.of("until", context.until(deadline), "day", context.day(deadline)));
            case OUT_FOR_DELIVERY -> outForDelivery(presentation);
            case ATTEMPT_FAILED ->
                presentation.retry() == null
                        ? of(presentation, "", Map.of())
                        : of(presentation, ".when", Map.of("when", context.when(presentation.retry())));
            case DELIVERED, RETURNED ->
                presentation.occurredAt() == null
                        ? of(presentation, "", Map.of())
                        : of(presentation, ".at", Map.of("moment", context.moment(presentation.occurredAt())));
            case NO_NEWS -> {
                var silent = silentDays(presentation);
                yield silent < 1 ? of(presentation, "", Map.of()) : of(presentation, ".days", Map.of("days", silent));
            }
            case CANCELLED -> of(presentation, ofParcel ? ".parcel" : "", Map.of());
            case RETURNING, LOST, UNKNOWN -> of(presentation, "", Map.of());
        };
    }

    public Lead lead(
            ShipmentPresentation presentation, Audience audience, @Nullable String place, @Nullable String lastKnown) {
        var because = new ArrayList<String>();
        var cause = presentation.details().cause();
        var reason = presentation.details().returnReason();
        var goesBack =
                presentation.status() == CustomerStatus.RETURNING || presentation.status() == CustomerStatus.RETURNED;
        if (goesBack && reason != null) {
            because.add(messages.get("return." + reason));
        } else if (cause != null && !presentation.finished()) {
            because.add(messages.get("cause." + cause));
        }
        if (presentation.status() == CustomerStatus.READY_FOR_PICKUP && place != null) {
            because.add(messages.get("lead.place", Map.of("place", place)));
        }
        if (presentation.status() == CustomerStatus.UNKNOWN && lastKnown != null) {
            because.add(lastKnown);
        }
        var was = presentation.finished() || !presentation.awaitsDate() ? null : presentation.was();
        return new Lead(
                was == null ? null : messages.get(presentation.wasPromised() ? "lead.promised" : "lead.was"),
                was == null ? null : context.days(was),
                was == null ? null : was.until().toString(),
                because,
                next(presentation, audience));
    }

    private String next(ShipmentPresentation presentation, Audience audience) {
        if (presentation.overdue()) {
            return messages.get("next.late");
        }
        if (presentation.details().actionRequired() && presentation.status() == CustomerStatus.EXCEPTION) {
            return messages.get("next.EXCEPTION.action");
        }
        var key = "next." + presentation.status();
        return switch (presentation.status()) {
            case ACCEPTED, IN_TRANSIT -> messages.get("next.nothing");
            case PLACED -> messages.get(presentation.expected() == null ? key + ".nodate" : key);
            case OUT_FOR_DELIVERY -> messages.get(presentation.toPoint() ? "next.nothing" : key);
            case READY_FOR_PICKUP ->
                messages.get(
                        audience == Audience.GUEST && presentation.subStatus() != SubStatus.STORAGE_EXPIRED
                                ? key + ".guest"
                                : specific(key, presentation));
            case ANNOUNCED,
                    CUSTOMS,
                    CUSTOMS_ACTION,
                    ATTEMPT_FAILED,
                    EXCEPTION,
                    DELIVERED,
                    RETURNING,
                    RETURNED,
                    LOST,
                    CANCELLED,
                    NO_NEWS,
                    UNKNOWN -> messages.get(specific(key, presentation));
        };
    }

    private String outForDelivery(ShipmentPresentation presentation) {
        var expected = presentation.expected();
        var scanned = presentation.occurredAt();
        var today = expected == null
                ? scanned != null && context.isToday(context.dayOf(scanned))
                : expected.contains(context.today());
        if (today && presentation.toPoint()) {
            return of(presentation, ".point", Map.of());
        }
        if (today) {
            var hours = expected == null || !expected.isOneDay() ? null : context.hours(expected);
            return hours == null
                    ? of(presentation, ".today", Map.of())
                    : of(presentation, ".today.hours", Map.of("hours", hours));
        }
        return expected == null || expected.until().isBefore(context.today())
                ? of(presentation, "", Map.of())
                : of(presentation, ".when", Map.of("when", context.when(expected)));
    }

    private long silentDays(ShipmentPresentation presentation) {
        return presentation.lastScanAt() == null
                ? 0
                : ChronoUnit.DAYS.between(presentation.lastScanAt(), context.now());
    }

    /** The sentence of the sub-status where it has one of its own, else of the status. */
    private String of(ShipmentPresentation presentation, String suffix, Map<String, Object> values) {
        var base = "headline." + presentation.status();
        var own = base + "." + presentation.subStatus();
        return Stream.of(own + suffix, own, base + suffix, base)
                .filter(messages::has)
                .findFirst()
                .map(key -> messages.get(key, values))
                .orElseThrow();
    }

    private String specific(String key, ShipmentPresentation presentation) {
        var own = key + "." + presentation.subStatus();
        return messages.has(own) ? own : key;
    }
}
