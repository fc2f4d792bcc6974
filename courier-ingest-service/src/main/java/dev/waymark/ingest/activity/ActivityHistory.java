package dev.waymark.ingest.activity;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.WebhookListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What this instance knows of couriers' activity: its own observations, and what instances exchange by a compacted topic.
 * Both are sets of minutes, so nothing counts twice, and an hour that another instance overwrote without our minutes is
 * written once more.
 */
public final class ActivityHistory implements WebhookListener {

    /** Eight weeks show the habit of every hour of the week; a courier that is inactive for longer is forgotten. */
    private static final Duration REMEMBERED = Duration.ofDays(56);

    /** The clocks of two instances are never this far apart. */
    private static final int CLOCK_SKEW_MINUTES = 60;

    /** When our own minutes do not come back, those of other instances may not come either. */
    private static final int IN_SYNC_MINUTES = 5;

    private final Clock clock;

    /** Active minutes since {@link #origin} by courier's code or {@link ActiveMinutes#LISTENING}: all that was observed and read. */
    private final Map<String, BitSet> known = new HashMap<>();
    /** What a new reader of the topic would know: of each hour the newest record. */
    private final Map<String, BitSet> stored = new HashMap<>();

    private Instant origin;
    private Instant listenedUntil = Instant.MAX;

    ActivityHistory(Clock clock) {
        this.clock = clock;
        this.origin = oldest(clock.instant());
    }

    @Override
    public synchronized void onVerified(Courier courier, VerifiedPayload payload) {
        add(known, courier.code().value(), minute(payload.receivedAt()));
    }

    /** Records that this instance was listening since the last call; at the first call, in this minute. */
    public synchronized void recordListening() {
        var now = clock.instant();
        forgetOld(now);
        var since = listenedUntil.isAfter(now) ? now : listenedUntil;
        bits(known, ActiveMinutes.LISTENING).set(Math.max(0, minute(since)), minute(now) + 1);
        listenedUntil = now;
    }

    /** Takes a record of the topic over. One from a clock that is far off is not believed. */
    public synchronized void replicate(ActiveMinutes hour) {
        var start = minute(hour.hour());
        if (start >= 0 && start <= newest()) {
            bits(stored, hour.source()).clear(start, start + 60);
            for (var minutes : List.of(known, stored)) {
                hour.minutes().forEach(minute -> add(minutes, hour.source(), start + minute));
            }
        }
    }

    /**
     * The hours of which the topic lacks minutes that we know. Until our own minutes came back these are only our own:
     * before that, not everything is read, and we would overwrite what we do not know.
     */
    public synchronized List<ActiveMinutes> unwritten() {
        return known.keySet().stream()
                .filter(source -> source.equals(ActiveMinutes.LISTENING) || isInSync())
                .flatMap(source -> unwrittenHours(source).mapToObj(start -> hour(source, start)))
                .toList();
    }

    private IntStream unwrittenHours(String source) {
        var missing = bits(known, source).get(0, newest() + 1);
        missing.andNot(bits(stored, source));
        return missing.stream().map(minute -> minute / 60 * 60).distinct();
    }

    /** Whether we know what other instances observe. Without that, inactivity here may be activity there. */
    public synchronized boolean isInSync() {
        var now = minute(clock.instant());
        var last = bits(stored, ActiveMinutes.LISTENING).previousSetBit(now);
        return last >= 0 && now - last < IN_SYNC_MINUTES;
    }

    synchronized CourierActivity activity(CourierCode courier) {
        var active = (BitSet) bits(known, courier.value()).clone();
        var listening = (BitSet) bits(known, ActiveMinutes.LISTENING).clone();
        return new CourierActivity(origin, active, listening);
    }

    /** Empty for a courier that was never active, and while this instance is not in sync with the others. */
    Optional<Inactivity> inactivity(CourierCode courier, AlertThresholds thresholds) {
        return isInSync() ? activity(courier).inactivity(clock.instant(), thresholds) : Optional.empty();
    }

    private ActiveMinutes hour(String source, int start) {
        var courier = source.equals(ActiveMinutes.LISTENING) ? null : new CourierCode(source);
        var minutes =
                bits(known, source).get(start, start + 60).stream().boxed().toList();
        return new ActiveMinutes(courier, origin.plus(Duration.ofMinutes(start)), minutes);
    }

    /** Moves the origin, so that memory is bounded. After a clock that was weeks ahead there is nothing to keep. */
    private void forgetOld(Instant now) {
        var first = minute(now) < 0 ? Integer.MAX_VALUE : minute(oldest(now));
        if (first > 0) {
            known.replaceAll((_, minutes) -> minutes.get(first, Integer.MAX_VALUE));
            stored.replaceAll((_, minutes) -> minutes.get(first, Integer.MAX_VALUE));
            origin = oldest(now);
        }
    }

    private void add(Map<String, BitSet> minutes, String source, int minute) {
        if (minute >= 0 && minute <= newest()) {
            bits(minutes, source).set(minute);
        }
    }

    private static BitSet bits(Map<String, BitSet> minutes, String source) {
        return minutes.computeIfAbsent(source, _ -> new BitSet());
    }

    private int newest() {
        return minute(clock.instant()) + CLOCK_SKEW_MINUTES;
    }

    /** Counted from the origin; -1 for any before. */
    private int minute(Instant at) {
        return (int) Math.max(-1, Math.floorDiv(Duration.between(origin, at).toSeconds(), 60L));
    }

    private static Instant oldest(Instant now) {
        return now.minus(REMEMBERED).truncatedTo(ChronoUnit.HOURS);
    }
}
