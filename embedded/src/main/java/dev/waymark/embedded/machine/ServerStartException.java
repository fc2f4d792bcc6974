package dev.waymark.embedded.machine;

import org.jspecify.annotations.Nullable;

/** An embedded server that did not start, and what to do about it in one sentence. */
public final class ServerStartException extends RuntimeException {

    public ServerStartException(String message) {
        this(message, null);
    }

    public ServerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** {@code cause} itself where it says already what to do. */
    public static ServerStartException of(String message, Exception cause) {
        return cause instanceof ServerStartException exact ? exact : new ServerStartException(message, cause);
    }
}
