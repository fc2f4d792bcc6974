package dev.waymark.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.spi.LocationAwareLogger;

/**
 * Lets each statement that logs write only so many lines in five minutes, so that an outage under load, or a record that comes
 * again and again, does not fill the disk. What was left out is counted, and told before the statement's next line.
 */
final class LogThrottle extends TurboFilter {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String LEFT_OUT = "{} more lines like the next one were left out";

    /** Messages that are put together before they are logged differ in their numbers only. */
    private static final int LONGEST_PREFIX = 80;

    /** More than the code has: whoever brings his own text into messages makes this forget what it counted. */
    private static final int MAX_STATEMENTS = 2_000;

    private final int lines;
    private final LongSupplier nanoTime;
    private final Map<Statement, Count> counts = new ConcurrentHashMap<>();

    LogThrottle(int lines, LongSupplier nanoTime) {
        this.lines = lines;
        this.nanoTime = nanoTime;
    }

    /** Of all logging of this JVM, whose contexts it may have several: the first one counts. */
    static void install(int lines) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (lines > 0 && context.getTurboFilterList().stream().noneMatch(LogThrottle.class::isInstance)) {
            context.addTurboFilter(new LogThrottle(lines, System::nanoTime));
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        if (format == null || format.equals(LEFT_OUT) || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        if (counts.size() >= MAX_STATEMENTS) {
            counts.clear();
        }
        var now = nanoTime.getAsLong();
        var count = counts.merge(
                new Statement(logger.getName(), level.toInt(), prefix(format)),
                new Count(now, 1, 0),
                (before, _) -> before.next(now, lines));
        if (count.leftOutBefore() > 0) {
            logger.log(
                    null,
                    LogThrottle.class.getName(),
                    LocationAwareLogger.WARN_INT,
                    LEFT_OUT,
                    new Object[] {count.leftOutBefore()},
                    null);
        }
        return count.written() > lines ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static String prefix(String format) {
        var end = 0;
        while (end < format.length() && end < LONGEST_PREFIX && !Character.isDigit(format.charAt(end))) {
            end++;
        }
        return format.substring(0, end);
    }

    private record Statement(String logger, int level, String prefix) {}

    /**
     * The lines of one statement.
     *
     * @param written in this window, those left out included
     * @param leftOutBefore in the window before, where this is the first line of its own
     */
    private record Count(long since, long written, long leftOutBefore) {

        Count next(long now, int lines) {
            return now - since < WINDOW.toNanos()
                    ? new Count(since, written + 1, 0)
                    : new Count(now, 1, Math.max(0, written - lines));
        }
    }
}
