package dev.waymark.platform;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An exception for the log: its class, its stack frames and its causes, without messages, which may quote what was read. */
public final class StackFrames extends Exception {

    private static final int MAX_PLACES = 1_000;
    /** A {@link StackOverflowError} has a thousand of them. */
    private static final int MAX_FRAMES_OF_A_PLACE = 40;

    private static final Set<String> PLACES = ConcurrentHashMap.newKeySet();

    private StackFrames(Throwable failure, @Nullable StackFrames cause) {
        super(failure.getClass().getName(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** Up to eight causes: an exception may be its own cause's cause. */
    public static StackFrames of(Throwable failure) {
        return of(failure, 8);
    }

    /** Empty after the first failure at one place, so that a bug that hits each of a million records does not flood the log. */
    public static Optional<StackFrames> firstOf(Throwable failure) {
        var frames = failure.getStackTrace();
        var place = failure.getClass().getName() + (frames.length == 0 ? "" : frames[0]);
        if (PLACES.size() >= MAX_PLACES || !PLACES.add(place)) {
            return Optional.empty();
        }
        var first = of(failure);
        first.setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, MAX_FRAMES_OF_A_PLACE)));
        return Optional.of(first);
    }

    private static StackFrames of(Throwable failure, int causes) {
        var cause = failure.getCause();
        return new StackFrames(failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }
}
