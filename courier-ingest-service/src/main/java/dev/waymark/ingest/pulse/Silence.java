package dev.waymark.ingest.pulse;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a courier has said nothing, and what that means.
 *
 * @param since the minute in which it last spoke
 * @param lasts from then to now
 * @param missed in how many minutes it would usually have spoken since
 * @param usualGap from word to word, usually, at this hour of the week; over the whole week where it usually rests now
 * @param isAlarming whether this is no chance any more
 */
public record Silence(Instant since, Duration lasts, double missed, Duration usualGap, boolean isAlarming) {}
