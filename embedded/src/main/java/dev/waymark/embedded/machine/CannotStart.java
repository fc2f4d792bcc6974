package dev.waymark.embedded.machine;

import org.jspecify.annotations.Nullable;

/** An embedded server that did not start, and what to do about it in one sentence. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String message) {
        this(message, null);
    }

    public CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
