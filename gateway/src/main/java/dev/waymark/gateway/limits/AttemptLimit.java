package dev.waymark.gateway.limits;

import java.time.Duration;

/**
 * How often something that could be guessed may be tried.
 *
 * @param name part of the stored key
 * @param tries allowed within one window
 * @param window windows do not slide: at worst two of them meet, and twice the tries fit
 */
public record AttemptLimit(String name, int tries, Duration window) {

    public AttemptLimit {
        if (tries < 1) {
            throw new IllegalArgumentException("tries: " + tries + " (expected: at least 1)");
        }
    }
}
