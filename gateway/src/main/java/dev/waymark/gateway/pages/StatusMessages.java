package dev.waymark.gateway.pages;

import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences about one parcel: what is happening and when, what changed and why, what the reader may do. */
record StatusMessages(MessageBundle messages, LocalizedContext context) {

    /** What stands under the headline; every part may be absent. */
    record Lead(
            @Nullable String label,
            @Nullable String was,
            @Nullable String wasDate,
            List<String> because,
            @Nullable String next) {

        /** All of it as one line, for reading aloud. */
        String spoken() {
            return Stream.concat(
                            Stream.concat(
                                    was == null ? Stream.empty() : Stream.of(label + " " + was + "."),
                                    because.stream()),
                            Stream.ofNullable(next))
                    .reduce((left, right) -> left + " " + right)
                    .orElse("");
        }
    }

    String tag(Standing standing) {
        return messages.get(standing.overdue() ? "tag.late" : "tag." + standing.status());
    }

    /** One sentence that answers "when?", or says honestly what is known instead. */
    String headline(Standing standing, boolean ofParcel) {
        var expected = standing.expected();
        if (expected != null && standing.overdue()) {
            return messages.get("headline.late", Map.of("day", context.days(expected)));
        }
        var deadline = standing.details().storageDeadline();
        return switch (standing.status()) {
            case PLACED, ANNOUNCED, ACCEPTED, IN_TRANSIT, CUSTOMS, EXCEPTION ->
                expected == null || expected.until().isBefore(context.today())
                        ? of(standing, "", Map.of())
                        : of(standing, ".when", Map.of("when", context.when(expected)));
            case CUSTOMS_ACTION, READY_FOR_PICKUP ->
                deadline == null
                        ? of(standing, "", Map.of())
                        : of(
                                standing,
                                ".until",
                                Map.of("until", context.until(deadline), "day", context.day(deadline)));
            case OUT_FOR_DELIVERY -> outForDelivery(standing);
            case ATTEMPT_FAILED ->
                standing.retry() == null
                        ? of(standing, "", Map.of())
                        : of(standing, ".when", Map.of("when", context.when(standing.retry())));
            case DELIVERED, RETURNED ->
                standing.occurredAt() == null
                        ? of(standing, "", Map.of())
                        : of(standing, ".at", Map.of("moment", context.moment(standing.occurredAt())));
            case NO_NEWS -> {
                var silent = silentDays(standing);
                yield silent < 1 ? of(standing, "", Map.of()) : of(standing, ".days", Map.of("days", silent));
            }
            case CANCELLED -> of(standing, ofParcel ? ".parcel" : "", Map.of());
            case RETURNING, LOST, UNKNOWN -> of(standing, "", Map.of());
        };
    }

    Lead lead(Standing standing, Audience audience, @Nullable String place, @Nullable String lastKnown) {
        var because = new ArrayList<String>();
        var cause = standing.details().cause();
        var reason = standing.details().returnReason();
        var goesBack = standing.status() == CustomerStatus.RETURNING || standing.status() == CustomerStatus.RETURNED;
        if (goesBack && reason != null) {
            because.add(messages.get("return." + reason));
        } else if (cause != null && !standing.finished()) {
            because.add(messages.get("cause." + cause));
        }
        if (standing.status() == CustomerStatus.READY_FOR_PICKUP && place != null) {
            because.add(messages.get("lead.place", Map.of("place", place)));
        }
        if (standing.status() == CustomerStatus.UNKNOWN && lastKnown != null) {
            because.add(lastKnown);
        }
        var was = standing.finished() || !standing.awaitsDate() ? null : standing.was();
        return new Lead(
                was == null ? null : messages.get(standing.wasPromised() ? "lead.promised" : "lead.was"),
                was == null ? null : context.days(was),
                was == null ? null : was.until().toString(),
                because,
                next(standing, audience));
    }

    private String next(Standing standing, Audience audience) {
        if (standing.overdue()) {
            return messages.get("next.late");
        }
        if (standing.details().actionRequired() && standing.status() == CustomerStatus.EXCEPTION) {
            return messages.get("next.EXCEPTION.action");
        }
        var key = "next." + standing.status();
        return switch (standing.status()) {
            case ACCEPTED, IN_TRANSIT -> messages.get("next.nothing");
            case PLACED -> messages.get(standing.expected() == null ? key + ".nodate" : key);
            case OUT_FOR_DELIVERY -> messages.get(standing.toPoint() ? "next.nothing" : key);
            case READY_FOR_PICKUP ->
                messages.get(
                        audience == Audience.GUEST && standing.subStatus() != SubStatus.STORAGE_EXPIRED
                                ? key + ".guest"
                                : specific(key, standing));
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
                    UNKNOWN -> messages.get(specific(key, standing));
        };
    }

    private String outForDelivery(Standing standing) {
        var expected = standing.expected();
        var scanned = standing.occurredAt();
        var today = expected == null
                ? scanned != null && context.isToday(context.dayOf(scanned))
                : expected.contains(context.today());
        if (today && standing.toPoint()) {
            return of(standing, ".point", Map.of());
        }
        if (today) {
            var hours = expected == null || !expected.isOneDay() ? null : context.hours(expected);
            return hours == null
                    ? of(standing, ".today", Map.of())
                    : of(standing, ".today.hours", Map.of("hours", hours));
        }
        return expected == null || expected.until().isBefore(context.today())
                ? of(standing, "", Map.of())
                : of(standing, ".when", Map.of("when", context.when(expected)));
    }

    private long silentDays(Standing standing) {
        return standing.lastScanAt() == null ? 0 : ChronoUnit.DAYS.between(standing.lastScanAt(), context.now());
    }

    /** The sentence of the sub-status where it has one of its own, else of the status. */
    private String of(Standing standing, String suffix, Map<String, Object> values) {
        var base = "headline." + standing.status();
        var own = base + "." + standing.subStatus();
        return Stream.of(own + suffix, own, base + suffix, base)
                .filter(messages::has)
                .findFirst()
                .map(key -> messages.get(key, values))
                .orElseThrow();
    }

    private String specific(String key, Standing standing) {
        var own = key + "." + standing.subStatus();
        return messages.has(own) ? own : key;
    }
}
