package dev.waymark.gateway.web;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a problem's {@code type} leads to. */
@RestController
class ProblemsController {

    @GetMapping(path = "/problems/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    Meaning meaning(@PathVariable String slug) {
        return Problem.of(slug)
                .map(problem -> new Meaning(problem.type(), problem.title(), problem.status()))
                .orElseThrow(() -> ProblemException.of(Problem.NOT_FOUND));
    }

    /** One entry of the catalogue. */
    record Meaning(String type, String title, int status) {}
}
