package dev.waymark.gateway.pages;

import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.gateway.services.CustomerStatus;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences about one parcel: what is happening and when, what changed and why, what the reader may do. */
record Sentences(Texts texts, Dates dates) {

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
        return texts.say(standing.overdue() ? "tag.late" : "tag." + standing.status());
    }

    /** One sentence that answers "when?", or says honestly what is known instead. */
    String headline(Standing standing, boolean ofParcel) {
        var expected = standing.expected();
        if (expected != null && standing.overdue()) {
            return texts.say("headline.late", Map.of("day", dates.days(expected)));
        }
        var deadline = standing.details().storageDeadline();
        return switch (standing.status()) {
            case PLACED, ANNOUNCED, ACCEPTED, IN_TRANSIT, CUSTOMS, EXCEPTION ->
                expected == null || expected.until().isBefore(dates.today())
                        ? of(standing, "", Map.of())
                        : of(standing, ".when", Map.of("when", dates.when(expected)));
            case CUSTOMS_ACTION, READY_FOR_PICKUP ->
                deadline == null
                        ? of(standing, "", Map.of())
                        : of(standing, ".until", Map.of("until", dates.until(deadline), "day", dates.day(deadline)));
            case OUT_FOR_DELIVERY -> outForDelivery(standing);
            case ATTEMPT_FAILED ->
                standing.retry() == null
                        ? of(standing, "", Map.of())
                        : of(standing, ".when", Map.of("when", dates.when(standing.retry())));
            case DELIVERED, RETURNED ->
                standing.occurredAt() == null
                        ? of(standing, "", Map.of())
                        : of(standing, ".at", Map.of("moment", dates.moment(standing.occurredAt())));
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
            because.add(texts.say("return." + reason));
        } else if (cause != null && !standing.finished()) {
            because.add(texts.say("cause." + cause));
        }
        if (standing.status() == CustomerStatus.READY_FOR_PICKUP && place != null) {
            because.add(texts.say("lead.place", Map.of("place", place)));
        }
        if (standing.status() == CustomerStatus.UNKNOWN && lastKnown != null) {
            because.add(lastKnown);
        }
        var was = standing.finished() || !standing.awaitsDate() ? null : standing.was();
        return new Lead(
                was == null ? null : texts.say(standing.wasPromised() ? "lead.promised" : "lead.was"),
                was == null ? null : dates.days(was),
                was == null ? null : was.until().toString(),
                because,
                next(standing, audience));
    }

    private String next(Standing standing, Audience audience) {
        if (standing.overdue()) {
            return texts.say("next.late");
        }
        if (standing.details().actionRequired() && standing.status() == CustomerStatus.EXCEPTION) {
            return texts.say("next.EXCEPTION.action");
        }
        var key = "next." + standing.status();
        return switch (standing.status()) {
            case ACCEPTED, IN_TRANSIT -> texts.say("next.nothing");
            case PLACED -> texts.say(standing.expected() == null ? key + ".nodate" : key);
            case OUT_FOR_DELIVERY -> texts.say(standing.toPoint() ? "next.nothing" : key);
            case READY_FOR_PICKUP ->
                texts.say(
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
                    UNKNOWN -> texts.say(specific(key, standing));
        };
    }

    private String outForDelivery(Standing standing) {
        var expected = standing.expected();
        var scanned = standing.occurredAt();
        var today =
                expected == null ? scanned != null && dates.isToday(dates.dayOf(scanned)) : expected.has(dates.today());
        if (today && standing.toPoint()) {
            return of(standing, ".point", Map.of());
        }
        if (today) {
            var hours = expected == null || !expected.isOneDay() ? null : dates.hours(expected);
            return hours == null
                    ? of(standing, ".today", Map.of())
                    : of(standing, ".today.hours", Map.of("hours", hours));
        }
        return expected == null || expected.until().isBefore(dates.today())
                ? of(standing, "", Map.of())
                : of(standing, ".when", Map.of("when", dates.when(expected)));
    }

    private long silentDays(Standing standing) {
        return standing.lastScanAt() == null ? 0 : ChronoUnit.DAYS.between(standing.lastScanAt(), dates.now());
    }

    /** The sentence of the sub-status where it has one of its own, else of the status. */
    private String of(Standing standing, String suffix, Map<String, Object> values) {
        var base = "headline." + standing.status();
        var own = base + "." + standing.subStatus();
        return Stream.of(own + suffix, own, base + suffix, base)
                .filter(texts::has)
                .findFirst()
                .map(key -> texts.say(key, values))
                .orElseThrow();
    }

    private String specific(String key, Standing standing) {
        var own = key + "." + standing.subStatus();
        return texts.has(own) ? own : key;
    }
}
