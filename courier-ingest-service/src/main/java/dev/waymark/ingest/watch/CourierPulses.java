package dev.waymark.ingest.watch;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.WebhookListener;
import dev.waymark.ingest.pulse.Minutes;
import dev.waymark.ingest.pulse.Pulse;
import dev.waymark.ingest.pulse.Voice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of the couriers' pulses: what it heard itself, and what the shared log told it. Both are sets of
 * minutes, so nothing is counted twice, and an hour that another instance overwrote without our minutes is told once more.
 */
public final class CourierPulses implements WebhookListener {

    /** Eight weeks tell the habit of every hour of the week; past that a courier that says nothing is forgotten. */
    private static final Duration REMEMBERED = Duration.ofDays(56);

    /** Clocks of two instances are never this far apart. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    /** While our own minutes do not come back, those of the others may not come either. */
    private static final Duration IN_TOUCH_WITHIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<Voice, Minutes> known = new ConcurrentHashMap<>();

    /** What one who reads the log now would be told: the newest record of each hour and nothing that was there before. */
    private final Map<Voice, Minutes> told = new ConcurrentHashMap<>();

    private volatile boolean caughtUp;
    private @Nullable Instant listenedUntil;

    public CourierPulses(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onVerified(Courier courier, VerifiedPayload payload) {
        heard(courier.code(), payload.receivedAt());
    }

    /** {@code courier} spoke. Called for every webhook, on the way of its answer: in most cases it is a look-up. */
    public void heard(CourierCode courier, Instant at) {
        var voice = Voice.of(courier);
        if (!known.getOrDefault(voice, Minutes.NONE).contains(at)) {
            add(voice, Minutes.of(at));
        }
    }

    /** We have been listening since this was last said, or for this minute if it was not. */
    public synchronized void listening() {
        var now = clock.instant();
        var since = listenedUntil == null || listenedUntil.isAfter(now) ? now : latest(listenedUntil, oldest(now));
        add(Voice.OURS, Minutes.between(since, now));
        listenedUntil = now;
        known.replaceAll((voice, minutes) -> minutes.since(oldest(now)));
        told.replaceAll((voice, minutes) -> minutes.since(oldest(now)));
    }

    /** The log has these {@code records}, one after the other, each the whole of its hour. */
    public void learn(Voice voice, List<Minutes> records) {
        add(voice, near(records.stream().reduce(Minutes.NONE, Minutes::and)));
        told.merge(voice, near(records.stream().reduce(Minutes.NONE, Minutes::replacedBy)), Minutes::replacedBy);
    }

    /** From now on the log has told all that was in it when we began to read it. */
    public void caughtUp() {
        caughtUp = true;
    }

    /** Reading begins anew. What we know stays true; what the log has is to be seen again. */
    public void startOver() {
        caughtUp = false;
        told.clear();
    }

    /** The hours of which the log does not have all that we know, whole. */
    public Map<Voice, Minutes> untold() {
        var untold = new HashMap<Voice, Minutes>();
        var latest = clock.instant().plus(CLOCKS_DIFFER_BY);
        known.forEach((voice, minutes) -> {
            var hours = minutes.until(latest).hoursNotIn(told.getOrDefault(voice, Minutes.NONE));
            if (!hours.equals(Minutes.NONE)) {
                untold.put(voice, hours);
            }
        });
        return untold;
    }

    /** Whether we know what the other instances hear. Without that, silence here is no silence. */
    public boolean isInTouch() {
        var now = clock.instant();
        return caughtUp
                && told.getOrDefault(Voice.OURS, Minutes.NONE)
                        .until(now)
                        .last()
                        .filter(last -> last.isAfter(now.minus(IN_TOUCH_WITHIN)))
                        .isPresent();
    }

    public Pulse pulse(CourierCode courier) {
        return new Pulse(
                known.getOrDefault(Voice.of(courier), Minutes.NONE), known.getOrDefault(Voice.OURS, Minutes.NONE));
    }

    private void add(Voice voice, Minutes minutes) {
        known.merge(voice, minutes, Minutes::and);
    }

    private Minutes near(Minutes minutes) {
        var now = clock.instant();
        return minutes.since(oldest(now)).until(now.plus(CLOCKS_DIFFER_BY));
    }

    private static Instant oldest(Instant now) {
        return now.minus(REMEMBERED);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
