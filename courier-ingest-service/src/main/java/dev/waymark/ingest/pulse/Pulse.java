package dev.waymark.ingest.pulse;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a courier spoke, as far as we know, and when anybody listened. What nobody could hear is neither silence nor habit:
 * our own time off alarms no one.
 */
public record Pulse(Minutes spoke, Minutes listened) {

    /** The silence at {@code now}; empty when the courier has not spoken yet. What lies after {@code now} is not known. */
    public Optional<Silence> silence(Instant now, Patience patience) {
        var known = spoke.until(now);
        return known.last().map(last -> silence(known, last, now, patience));
    }

    private Silence silence(Minutes known, Instant last, Instant now, Patience patience) {
        var rhythm = Rhythm.of(known, listened, patience.zone());
        var lasts = Duration.between(last, now);
        var missed = missed(rhythm, listened.since(last.plusSeconds(60)).until(now));
        var isAlarming = missed >= patience.missed()
                && lasts.compareTo(patience.leastSilence()) >= 0
                && isKnown(known, last, patience);
        return new Silence(last, lasts, missed, usualGap(rhythm, now), isAlarming);
    }

    private static double missed(Rhythm rhythm, Minutes silent) {
        return silent.byHour().keySet().stream()
                .mapToDouble(hour -> rhythm.at(hour) * silent.count(hour))
                .sum();
    }

    private static boolean isKnown(Minutes known, Instant last, Patience patience) {
        var learned = Duration.between(known.first().orElse(last), last);
        return known.count() >= patience.enough() && learned.compareTo(patience.learning()) >= 0;
    }

    /** Zero when it has spoken in one minute only, which is no gap. */
    private static Duration usualGap(Rhythm rhythm, Instant now) {
        var here = rhythm.at(now.truncatedTo(ChronoUnit.HOURS));
        var share = here > 0 ? here : rhythm.overall();
        return share > 0 ? Duration.ofSeconds(Math.round(60 / share)) : Duration.ZERO;
    }
}
