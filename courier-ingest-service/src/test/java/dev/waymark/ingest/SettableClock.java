package dev.waymark.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, or one that stands still, until it is moved. */
public final class SettableClock extends Clock {

    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    public SettableClock() {
        this.base = Clock.systemUTC();
    }

    /** Stands still. */
    public SettableClock(Instant now) {
        this.base = Clock.fixed(now, ZoneOffset.UTC);
    }

    public synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nobody asks for local time");
    }
}
