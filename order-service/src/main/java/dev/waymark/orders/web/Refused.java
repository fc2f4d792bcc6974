package dev.waymark.orders.web;

import dev.waymark.orders.ordering.Violation;
import java.util.List;

/** A request that gets a problem for an answer. */
final class Refused extends RuntimeException {

    private final Problem problem;
    private final String detail;
    private final transient List<Violation> violations;

    Refused(Problem problem, String detail) {
        this(problem, detail, List.of());
    }

    Refused(Problem problem, String detail, List<Violation> violations) {
        super(problem.slug());
        this.problem = problem;
        this.detail = detail;
        this.violations = violations;
    }

    Problem problem() {
        return problem;
    }

    String detail() {
        return detail;
    }

    List<Violation> violations() {
        return violations;
    }
}
