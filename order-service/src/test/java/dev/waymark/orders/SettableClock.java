package dev.waymark.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, or as far from it as a test wants to be. */
final class SettableClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    void goAhead(Duration by) {
        ahead = by;
    }

    void comeBack() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
