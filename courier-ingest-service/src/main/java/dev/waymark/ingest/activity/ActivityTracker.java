package dev.waymark.ingest.activity;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.WebhookListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of couriers' activity: its own observations, and what instances exchange by a compacted topic.
 * Both are sets of minutes, so nothing counts twice, and an hour that another instance overwrote without our minutes is
 * written once more.
 */
public final class ActivityTracker implements WebhookListener {

    /** Eight weeks show the habit of every hour of the week; a courier that is inactive for longer is forgotten. */
    private static final Duration REMEMBERED = Duration.ofDays(56);

    /** The clocks of two instances are never this far apart. */
    private static final int CLOCK_SKEW_MINUTES = 60;

    /** When our own minutes do not come back, those of other instances may not come either. */
    private static final int IN_SYNC_MINUTES = 5;

    private final Clock clock;

    /** Active minutes since {@link #origin}: the union of everything observed and read. */
    private final Map<ActivitySource, BitSet> known = new HashMap<>();

    /** What a new reader of the topic would know: of each hour the newest record. */
    private final Map<ActivitySource, BitSet> stored = new HashMap<>();

    private Instant origin;
    private @Nullable Instant listenedUntil;

    ActivityTracker(Clock clock) {
        this.clock = clock;
        this.origin = oldest(clock.instant());
    }

    @Override
    public void onVerified(Courier courier, VerifiedPayload payload) {
        record(courier.code(), payload.receivedAt());
    }

    synchronized void record(CourierCode courier, Instant at) {
        add(known, ActivitySource.of(courier), minute(at));
    }

    /** Records that this instance was listening since the last call; at the first call, in this minute. */
    public synchronized void recordListening() {
        var now = clock.instant();
        forgetOld(now);
        var since = listenedUntil == null || listenedUntil.isAfter(now) ? now : listenedUntil;
        bits(known, ActivitySource.INGEST).set(Math.max(0, minute(since)), minute(now) + 1);
        listenedUntil = now;
    }

    /** Takes a record of the topic over. One from a clock that is far off is not believed. */
    public synchronized void replicate(ActiveHour hour) {
        var start = minute(hour.hour());
        if (start < 0 || start > newest()) {
            return;
        }
        bits(stored, hour.source()).clear(start, start + 60);
        for (int minute : hour.minutes()) {
            add(known, hour.source(), start + minute);
            add(stored, hour.source(), start + minute);
        }
    }

    /**
     * The hours of which the topic lacks minutes that we know. Until our own minutes came back these are only our own:
     * before that, not everything is read, and we would overwrite what we do not know.
     */
    public synchronized List<ActiveHour> unwritten() {
        var hours = new ArrayList<ActiveHour>();
        known.forEach((source, minutes) -> {
            if (source.equals(ActivitySource.INGEST) || isInSync()) {
                var missing = minutes.get(0, Math.max(0, newest() + 1));
                missing.andNot(bits(stored, source));
                for (var next = missing.nextSetBit(0); next >= 0; next = missing.nextSetBit(next / 60 * 60 + 60)) {
                    hours.add(hour(source, minutes, next / 60 * 60));
                }
            }
        });
        return hours;
    }

    /** Whether we know what other instances observe. Without that, inactivity here may be activity there. */
    public synchronized boolean isInSync() {
        var now = minute(clock.instant());
        var last = bits(stored, ActivitySource.INGEST).previousSetBit(Math.max(now, -1));
        return last >= 0 && now - last < IN_SYNC_MINUTES;
    }

    synchronized CourierActivity activity(CourierCode courier) {
        return new CourierActivity(origin, copy(ActivitySource.of(courier)), copy(ActivitySource.INGEST));
    }

    private ActiveHour hour(ActivitySource source, BitSet minutes, int start) {
        return new ActiveHour(
                source.equals(ActivitySource.INGEST) ? null : new CourierCode(source.name()),
                origin.plus(Duration.ofMinutes(start)),
                minutes.get(start, start + 60).stream().boxed().toList());
    }

    /** Moves the origin, so that memory is bounded. After a clock that was weeks ahead there is nothing to keep. */
    private void forgetOld(Instant now) {
        var shift = minute(oldest(now));
        if (minute(now) < 0) {
            known.clear();
            stored.clear();
        } else if (shift > 0) {
            known.replaceAll((_, minutes) -> minutes.get(shift, Math.max(shift, minutes.length())));
            stored.replaceAll((_, minutes) -> minutes.get(shift, Math.max(shift, minutes.length())));
        } else {
            return;
        }
        origin = oldest(now);
    }

    private void add(Map<ActivitySource, BitSet> minutes, ActivitySource source, int minute) {
        if (minute >= 0 && minute <= newest()) {
            bits(minutes, source).set(minute);
        }
    }

    private BitSet copy(ActivitySource source) {
        return (BitSet) bits(known, source).clone();
    }

    private static BitSet bits(Map<ActivitySource, BitSet> minutes, ActivitySource source) {
        return minutes.computeIfAbsent(source, _ -> new BitSet());
    }

    private int newest() {
        return minute(clock.instant()) + CLOCK_SKEW_MINUTES;
    }

    private int minute(Instant at) {
        return (int) Math.floorDiv(Duration.between(origin, at).toSeconds(), 60L);
    }

    private static Instant oldest(Instant now) {
        return now.minus(REMEMBERED).truncatedTo(ChronoUnit.HOURS);
    }
}
