package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request that is answered with a problem. An answer, not an accident: it carries no stack frames of its own. */
public final class ProblemException extends RuntimeException {

    private final Problem problem;
    private final @Nullable String detail;
    private final transient @Nullable Duration retryAfter;
    private final transient List<?> errors;
    private final transient HttpHeaders headers = new HttpHeaders();

    private ProblemException(
            Problem problem,
            @Nullable String detail,
            @Nullable Duration retryAfter,
            List<?> errors,
            @Nullable Throwable cause) {
        super(problem.slug(), cause, false, cause != null);
        this.problem = problem;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.errors = List.copyOf(errors);
    }

    public static ProblemException of(Problem problem) {
        return new ProblemException(problem, null, null, List.of(), null);
    }

    /** {@code detail} is for a person. */
    public static ProblemException of(Problem problem, String detail) {
        return new ProblemException(problem, detail, null, List.of(), null);
    }

    public static ProblemException of(Problem problem, Throwable cause) {
        return new ProblemException(problem, null, null, List.of(), cause);
    }

    /** A problem that may be gone after {@code retryAfter}. */
    public static ProblemException retryAfter(Problem problem, Duration retryAfter) {
        return new ProblemException(problem, null, retryAfter, List.of(), null);
    }

    /** A request that breaks rules; {@code errors} has one entry for each. */
    public static ProblemException invalid(List<?> errors) {
        return new ProblemException(Problem.VALIDATION, null, null, errors, null);
    }

    /** With headers that the answer has beside its body. */
    public ProblemException with(HttpHeaders others) {
        headers.putAll(others);
        return this;
    }

    /** With a header that the answer has beside its body, such as {@code Allow}. */
    public ProblemException with(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /** Whether a failure is {@code problem}. */
    public static Predicate<Throwable> matches(Problem problem) {
        return failure -> failure instanceof ProblemException exception && exception.is(problem);
    }

    public Problem problem() {
        return problem;
    }

    public boolean is(Problem other) {
        return problem == other;
    }

    public @Nullable String detail() {
        return detail;
    }

    /** When it is worth another try; absent when waiting changes nothing. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Each an {@link InvalidField}, or an entry of the document as it is. */
    public List<?> errors() {
        return errors;
    }

    HttpHeaders headers() {
        return headers;
    }
}
