package dev.waymark.gateway.web;

import dev.waymark.gateway.problems.Problem;
import dev.waymark.gateway.problems.Refused;
import dev.waymark.gateway.problems.RoutedProblem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a problem's {@code type} leads to. */
@RestController
class ProblemsController {

    @GetMapping(path = "/problems/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    Meaning meaning(@PathVariable String slug) {
        var ours = Problem.named(slug).map(problem -> meaning(slug, problem.title(), problem.status()));
        return ours.or(() -> RoutedProblem.named(slug).map(problem -> meaning(slug, problem.title(), problem.status())))
                .orElseThrow(() -> Refused.because(Problem.NOT_FOUND));
    }

    private static Meaning meaning(String slug, String title, HttpStatus status) {
        return new Meaning("/problems/" + slug, title, status.value());
    }

    /** One entry of the catalogue. */
    record Meaning(String type, String title, int status) {}
}
