package dev.waymark.orders.projection;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs where unexpected exceptions were thrown: their stack frames, once per place, so that a bug that hits each of a
 * million events does not flood the log. Without the message, which may quote data.
 */
final class StackFrameLog {

    private static final Logger log = LoggerFactory.getLogger(StackFrameLog.class);
    private static final int MAX_PLACES = 1_000;
    /** A {@link StackOverflowError} has a thousand of them. */
    private static final int MAX_FRAMES = 40;

    private final Set<String> places = ConcurrentHashMap.newKeySet();

    void log(Object key, Throwable e) {
        var frames = e.getStackTrace();
        var place = e.getClass().getName() + (frames.length == 0 ? "" : frames[0]);
        if (places.size() < MAX_PLACES && places.add(place)) {
            log.error(
                    "bug in a pure function: aggregate={} failure={}{}",
                    key,
                    e.getClass().getName(),
                    Arrays.stream(frames)
                            .limit(MAX_FRAMES)
                            .map(frame -> "\n\tat " + frame)
                            .collect(joining()));
        }
    }
}
