package dev.waymark.platform.web;

import org.jspecify.annotations.Nullable;

/** An exception for the log: its class, its stack frames and its causes, without messages, which may quote what was read. */
public final class StackFrames extends Exception {

    private StackFrames(Throwable failure, @Nullable StackFrames cause) {
        super(failure.getClass().getName(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** Up to eight causes: an exception may be its own cause's cause. */
    public static StackFrames of(Throwable failure) {
        return of(failure, 8);
    }

    private static StackFrames of(Throwable failure, int causes) {
        var cause = failure.getCause();
        return new StackFrames(failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }
}
