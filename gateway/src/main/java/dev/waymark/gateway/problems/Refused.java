package dev.waymark.gateway.problems;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The gateway will not, or cannot; the answer is {@link #problem()}, to a person as a page, to a program as JSON. */
public final class Refused extends RuntimeException {

    private final Problem problem;
    private final transient @Nullable Duration retryAfter;

    private Refused(Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        // Refusals are answers, not accidents: nobody reads their stack.
        super(problem.slug(), cause, false, cause != null);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static Refused because(Problem problem) {
        return new Refused(problem, null, null);
    }

    public static Refused because(Problem problem, Throwable cause) {
        return new Refused(problem, null, cause);
    }

    public static Refused forNow(Problem problem, Duration retryAfter) {
        return new Refused(problem, retryAfter, null);
    }

    public Problem problem() {
        return problem;
    }

    /** When it is worth another try; absent when waiting changes nothing. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public boolean is(Problem other) {
        return problem == other;
    }
}
